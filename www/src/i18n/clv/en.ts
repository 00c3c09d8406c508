import type { clv as zh } from "./zh.ts";

export const clv = {
  "clv.name": "Lifetime value",
  "clv.title": "Customer lifetime value (CLV)",

  "clv.answer":
    "In the {months} {months|month|months} after {end}, {n} {n|customer is|customers are} expected to bring a value of {value}; the best {best} ({share}) {best|makes|make} up {part} of it.",
  "clv.answer.plain":
    "In the {months} {months|month|months} after {end}, {n} {n|customer is|customers are} expected to bring a value of {value}.",
  "clv.answer.purchases":
    "In the {months} {months|month|months} after {end}, {n} {n|customer is|customers are} expected to buy {purchases} more times; without amounts their value cannot be told.",
  "clv.basis":
    "As of {as_of}, that day excluded; model {model}, which sees purchases up to {end}; {repeat} of {n} {n|customer|customers} bought again; discount {rate} a month, margin {margin}.",
  "clv.interval": "{low} to {high}",

  "clv.answer.past":
    "So far {n} {n|customer|customers} brought a net amount of {net}; there are too few repeat customers to forecast the value to come.",
  "clv.basis.past": "Data up to {as_of}.",
  "clv.doubt.few":
    "A model of purchases needs at least {n} repeat customers and there are {have}: below is the value to date alone.",
  "clv.doubt.no_dropout":
    "No drop-out can be detected: the log-likelihood equals that of NBD, in which nobody drops out. Forecasts are those of NBD, and P(alive) is 1 for all.",
  "clv.doubt.short_history":
    "The purchases span {days} days and the forecast {months} months: take the amounts as an order of magnitude, or shorten the forecast.",
  "clv.doubt.flat":
    "The likelihood is flat in some direction: forecasts hold, but the data do not tell the parameters, and there are no standard errors.",
  "clv.doubt.not_converged":
    "The fit stopped before the maximum. Take the forecasts with care, or try another model or unit of time.",
  "clv.doubt.no_holdout":
    "Too little time or too few repeat customers to hold days out: the model was not checked on days that it did not see.",
  "clv.doubt.holdout_not_converged":
    "The fit for the hold-out check stopped before the maximum; take the comparison with care.",
  "clv.doubt.no_amounts": "No repeat purchase has an amount above 0, so there is no value to come.",
  "clv.doubt.correlated":
    "Repeat purchases and mean amounts are correlated ({r}, beyond ±0.3), while Gamma-Gamma takes them to be independent: the value to come may be off.",
  "clv.doubt.infinite_mean":
    "Amounts have so heavy a tail (q at most 1) that the mean of the model is infinite; customers without a repeat purchase get the observed mean.",
  "clv.doubt.observed":
    "Too few customers with repeat amounts ({n}), or no maximum: each gets the own mean amount, and those without a repeat purchase the mean of all.",
  "clv.doubt.population_mean":
    "{n} {n|customer|customers} ({share}) {n|has|have} no repeat purchase above 0 and {n|carries|carry} the population mean of {mean}; their value reflects numbers and times of purchases only.",
  "clv.doubt.samples": "Only {num} of {den} samples could be fitted; the intervals may be too narrow.",
  "clv.doubt.dropout":
    "In {num} of {den} samples no drop-out can be detected: intervals of the parameters are of the others, on the condition that customers drop out; those of P(alive), purchases and value are of all samples.",
  "clv.doubt.newer":
    "{n} {n|customer|customers} first bought after the end of calibration and {n|is|are} not in the model.",
  "clv.doubt.without":
    "{n} {n|customer has|customers have} no purchase (only refunds, or only rows of other tables) and {n|is|are} left out.",

  "clv.kpi.value": "Expected value, {months} {months|month|months}",
  "clv.kpi.value.more":
    "Of all customers: expected purchases times the expected amount, times margin, discounted by month.",
  "clv.kpi.mean": "Expected value per customer",
  "clv.kpi.mean.more": "Mean of the expected value; the interval comes from samples of the customers.",
  "clv.kpi.alive": "Mean P(alive)",
  "clv.kpi.alive.more":
    "How likely a customer still is one at the end of calibration, told from the number and times of purchases; the mean of all.",
  "clv.kpi.alive.none": "no drop-out detected",
  "clv.kpi.purchases": "Expected purchases, {months} {months|month|months}",
  "clv.kpi.purchases.unit": "",
  "clv.kpi.purchases.more": "{mean} per customer{bounds}; of a new customer {of_new}.",
  "clv.kpi.customers": "Customers fitted",
  "clv.kpi.customers.unit": "",
  "clv.kpi.customers.more":
    "Those who bought within calibration; {repeat} of them bought again, {repeats} {repeats|time|times} in all.",
  "clv.kpi.interval": "95% interval {interval}",

  "clv.note.join": " ",
  "clv.note.value": "Amounts are net of refunds, with a margin of {margin} and a discount of {rate} a month.",
  "clv.people": "{n} {n|customer|customers}, {share}",
  "clv.customers": "Customers",
  "clv.share": "Share",
  "clv.all": "Total",
  "clv.line.actual": "Actual",
  "clv.line.expected": "Expected",
  "clv.actual": "Actual repeat purchases",
  "clv.expected": "Expected repeat purchases",
  "clv.actual.each": "Actual per customer",
  "clv.expected.each": "Expected per customer",
  "clv.purchases": "Expected purchases",
  "clv.repeats": "Repeat purchases",
  "clv.repeats.def":
    "Days with a purchase after the first one, within calibration; purchases of one day are one, refunds are none.",
  "clv.repeats.more": "{n} or more",

  "clv.deciles": "Deciles of value",
  "clv.deciles.unit": "Expected value of each decile and its share, {months} {months|month|months} after {end}",
  "clv.deciles.summary":
    "The {n} {n|customer|customers} of the first decile {n|is|are} expected to bring {share} of the value, {mean} each on average.",
  "clv.deciles.words": "{value} ({share})",
  "clv.deciles.note":
    "n = {n} {n|customer|customers} by expected value in tenths, the best first; equal values are in one decile, so that deciles may differ in size, and empty ones are not shown. Expected value = expected purchases of each month times the expected amount.",
  "clv.decile": "Decile",
  "clv.decile.more": "Decile 1 is the tenth with the highest expected value.",
  "clv.decile.one": "Decile {n}",
  "clv.value": "Expected value",
  "clv.value.share": "Share of value",
  "clv.value.mean": "Per customer",

  "clv.alive": "Distribution of P(alive)",
  "clv.alive.unit": "Customers in each band, as of {end}",
  "clv.alive.summary": "The mean is {mean}{bounds}; {n} {n|customer has|customers have} 50% or more ({share}).",
  "clv.alive.summary.none": "The model detects nobody leaving, so it does not say who is still a customer.",
  "clv.bounds": " (95% interval {interval})",
  "clv.alive.note":
    "n = {n} {n|customer|customers}; P(alive) is the chance of still being a customer at the end of calibration. A band holds its lower end but not its upper one; the last holds 100%.",
  "clv.alive.note.bg_nbd":
    "In BG/NBD customers drop out after repeat purchases only, so those who bought once are all at 100%.",
  "clv.alive.note.mbg_nbd": "In MBG/NBD customers may drop out after the first purchase too.",
  "clv.alive.note.pareto_nbd": "In Pareto/NBD customers may drop out at any time.",
  "clv.alive.axis": "P(alive)",
  "clv.alive.band": "{from}–{to}",
  "clv.alive.mean": "Mean P(alive)",
  "clv.alive.list": "List",
  "clv.alive.click": "Click for customers with P(alive) of {band}",
  "clv.alive.0_20": "0%–20%",
  "clv.alive.20_40": "20%–40%",
  "clv.alive.40_60": "40%–60%",
  "clv.alive.60_80": "60%–80%",
  "clv.alive.80_100": "80%–100%",

  "clv.holdout": "Hold-out check",
  "clv.holdout.unit.track":
    "Repeat purchases added up from the first day; the {days} {days|day|days} after {from} up to {to} are held out",
  "clv.holdout.unit.repeats":
    "Purchases per customer in the days held out (after {from} up to {to}, {days} {days|day|days}), by repeat purchases within calibration",
  "clv.holdout.summary.below":
    "In days that the model did not see, {expected} repeat purchases were expected and {actual} made: the forecast is {share} too low.",
  "clv.holdout.summary.above":
    "In days that the model did not see, {expected} repeat purchases were expected and {actual} made: the forecast is {share} too high.",
  "clv.holdout.summary.none":
    "In days that the model did not see, {expected} repeat purchases were expected and {actual} made.",
  "clv.holdout.note": "{model}; {n} {n|customer|customers} who bought up to {end}. {how} {by}",
  "clv.holdout.note.automatic":
    "Calibration is the first two thirds of the history, fitted once more for this check; forecasts use all days.",
  "clv.holdout.note.given": "Calibration is as set; check and forecasts use the same fit.",
  "clv.holdout.note.track":
    "What is expected starts on each customer's first day and does not look at what came later.",
  "clv.holdout.note.repeats": "What is expected takes each customer's purchases within calibration into account.",
  "clv.holdout.by": "Compared",
  "clv.holdout.by.track": "Over time",
  "clv.holdout.by.repeats": "By repeat purchases",
  "clv.holdout.day": "Up to",
  "clv.holdout.since": "Held out",
  "clv.holdout.seen": "Days",
  "clv.holdout.seen.yes": "Calibration",
  "clv.holdout.seen.no": "Held out",

  "clv.historical": "Value to date by cohort",
  "clv.historical.unit": "Value per customer, added up, by {period} since that of the first purchase",
  "clv.period.month": "month",
  "clv.period.quarter": "quarter",
  "clv.period.year": "year",
  "clv.period.decade": "decade",
  "clv.age.month": "Month {n}",
  "clv.age.quarter": "Quarter {n}",
  "clv.age.year": "Year {n}",
  "clv.age.decade": "Decade {n}",
  "clv.after.month": "{n} {n|month|months}",
  "clv.after.quarter": "{n} {n|quarter|quarters}",
  "clv.after.year": "{n} {n|year|years}",
  "clv.after.decade": "{n} {n|decade|decades}",
  "clv.historical.summary":
    "A customer brings {first} in the period of the first purchase on average, and {last} in all {age} later.",
  "clv.historical.summary.none":
    "The history has fewer than two periods: {n} {n|customer has|customers have} brought {net} net so far.",
  "clv.historical.note":
    "Period 0 is that of the first purchase. Blank: the data do not wholly cover the period. The line of all customers adds up what each period brought per customer who lived through it.",
  "clv.historical.note.some": "{shown} of {n} cohorts are drawn, evenly from first to last; the table has all.",
  "clv.historical.all": "All customers",
  "clv.cohort": "Cohort",
  "clv.net": "Net amount",
  "clv.net.more": "To date, the period that is not over included; without margin and discount.",

  "clv.frequencies": "Repeat purchases: actual and model",
  "clv.frequencies.unit": "Customers by repeat purchases up to {end}",
  "clv.frequencies.summary":
    "{actual} {actual|customer has|customers have} no repeat purchase; the model expects {expected}.",
  "clv.frequencies.summary.none": "There are no customers to compare.",
  "clv.frequencies.note":
    "{model}; n = {n} {n|customer|customers}, in days that the model saw. The closer the lines, the better the model fits.",
  "clv.frequencies.actual": "Actual customers",
  "clv.frequencies.expected": "Expected customers",

  "clv.parameters": "Parameters of the model",
  "clv.parameters.name": "Parameter",
  "clv.parameters.value": "Estimate",
  "clv.parameters.error": "Standard error",
  "clv.parameters.interval": "95% interval",
  "clv.parameters.meaning": "Meaning",
  "clv.parameters.note":
    "{model}, by maximum likelihood; α and β are in the unit “{unit}” and scale with it, the others do not. A dash: the data do not tell.",
  "clv.parameters.note.samples":
    "Intervals come from {den} {den|sample|samples} ({num} fitted) of {n} {n|customer|customers} each.",
  "clv.parameters.note.none": "No samples were drawn, so there are no intervals.",
  "clv.parameter.r": "r",
  "clv.parameter.r.more": "Shape of the rate of purchases: the smaller, the more customers differ",
  "clv.parameter.alpha": "α",
  "clv.parameter.alpha.more": "Scale of the rate of purchases: r/α is the mean rate",
  "clv.parameter.a": "a",
  "clv.parameter.a.more": "Shape of drop-out: a/(a+b) is the mean chance after a purchase",
  "clv.parameter.b": "b",
  "clv.parameter.b.more": "Shape of drop-out, together with a",
  "clv.parameter.s": "s",
  "clv.parameter.s.more": "Shape of the rate of drop-out: the smaller, the more customers differ",
  "clv.parameter.beta": "β",
  "clv.parameter.beta.more": "Scale of the rate of drop-out: s/β is the mean rate",
  "clv.parameter.p": "p",
  "clv.parameter.p.more": "Shape of the amounts of one customer: the larger, the more even",
  "clv.parameter.q": "q",
  "clv.parameter.q.more": "Shape of mean amounts across customers: the larger, the less they differ",
  "clv.parameter.v": "v",
  "clv.parameter.v.more": "Scale of amounts: p·v/(q−1) is the population mean",

  "clv.spend.converged":
    "Amounts are by Gamma-Gamma, fitted to {n} {n|customer|customers} with repeat amounts; the population mean is {mean}.",
  "clv.spend.infinite_mean":
    "Amounts are by Gamma-Gamma, fitted to {n} {n|customer|customers} with repeat amounts; its mean is infinite, and the observed {mean} is used.",
  "clv.spend.equal_amounts":
    "{n} {n|customer|customers} with repeat amounts always {n|spends|spend} {mean}, which is used for all.",
  "clv.spend.observed":
    "Amounts are the own means of {n} {n|customer|customers}, and the mean of all, {mean}, without a repeat purchase.",
  "clv.spend.correlation": "Repeat purchases and mean amount have a correlation of {r} (the model takes it to be 0).",

  "clv.likelihood": "Beside NBD, without drop-out",
  "clv.likelihood.parameters": "Parameters",
  "clv.likelihood.log": "Log-likelihood",
  "clv.likelihood.gain": "Above NBD",
  "clv.likelihood.gain.more": "Difference of log-likelihoods; near 0, the data show no drop-out.",
  "clv.likelihood.note":
    "n = {n} {n|customer|customers} with {groups} distinct {groups|history|histories}; the likelihood was computed {evaluations} {evaluations|time|times}. In NBD nobody drops out; the higher the log-likelihood, the closer the model is to the data.",

  "clv.model": "Model",
  "clv.model.hint": "Drop-out: BG/NBD after repeat purchases, MBG/NBD after the first too, Pareto/NBD at any time",
  "clv.model.in": "{model} (by {unit})",
  "clv.model.bg_nbd": "BG/NBD",
  "clv.model.mbg_nbd": "MBG/NBD",
  "clv.model.pareto_nbd": "Pareto/NBD",
  "clv.model.nbd": "NBD",
  "clv.model.gamma_gamma": "Gamma-Gamma",
  "clv.unit": "Unit of time",
  "clv.unit.day": "day",
  "clv.unit.week": "week",
  "clv.unit.month": "month",
  "clv.horizon": "Months ahead",
  "clv.discount": "Discount per month",
  "clv.discount.hint": "0 to 1; 0.01 is 1% a month, 0 is none",
  "clv.margin": "Margin",
  "clv.margin.hint": "Above 0, at most 1; 1 takes amounts as they are",
  "clv.calibration": "Last day of calibration",
  "clv.calibration.hint":
    "Empty: forecasts use all days, and the check the first two thirds. Set: later days are for the check only, and forecasts begin after this day",

  "clv.grouping.alive": "P(alive), band",
  "clv.grouping.value_decile": "Decile of value",
  "clv.measure.alive": "P(alive)",
  "clv.measure.expected_purchases": "Expected purchases",
  "clv.measure.value": "Expected value",
} as const satisfies Record<keyof typeof zh, string>;
