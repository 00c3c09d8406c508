import type { attribution as zh } from "./zh.ts";

/** The words of attribution. */
export const attribution: Record<keyof typeof zh, string> = {
  "attribution.name": "Attribution",
  "attribution.title": "Attribution of conversions to channels",
  "attribution.others": "Other channels",
  "attribution.channel": "Channel",
  "attribution.grouping.first_channel": "First channel",
  "attribution.grouping.last_channel": "Last channel",
  "attribution.measure.touches": "Touches",
  "attribution.measure.conversions": "Conversions",

  "attribution.answer":
    "Of {n} {n|conversion|conversions} most begin with {first} ({first_share}) and most end with {last} ({last_share}); {between} Attribution shares out by rules and is not causal.",
  "attribution.answer.spread": "models differ most about {name} ({low}–{high}).",
  "attribution.answer.even": "all models give each channel the same share.",
  "attribution.answer.one":
    "{n} {n|conversion has|conversions have} one channel before them, {name}: there is nothing to share out, and the models do not differ.",
  "attribution.basis.orders": "A conversion is an order; ",
  "attribution.basis.events": "A conversion is an event “{names}”; ",
  "attribution.basis":
    "{basis}touches {from} to {to}, {customers} {customers|customer|customers}, {touches} {touches|touch|touches}, {journeys} {journeys|journey|journeys} of which {rate} convert; touches up to {window} {window|day|days} before a conversion count",
  "attribution.doubt.causal":
    "This shares out conversions that happened and does not tell what a channel added; that takes an experiment, as leaving it out in some regions.",
  "attribution.doubt.without":
    "{n} {n|conversion has|conversions have} no touch before them and {n|is|are} credited to no channel.",
  "attribution.doubt.single": "{share} of the conversions have one channel alone: models cannot differ much.",
  "attribution.doubt.open":
    "{n} {n|journey|journeys} without a conversion {n|is|are} younger than the window and may still convert.",
  "attribution.doubt.order": "There are too many states: the Markov chain is of order {order}.",
  "attribution.doubt.merged": "There are many channels: the {n} least frequent are “Other channels”.",
  "attribution.doubt.shapley":
    "With more than 12 channels Shapley values by rates cannot be exact and are left out; those by conversions can.",
  "attribution.doubt.days": "The events have days only: all touches of a day come before its conversions.",

  "attribution.kpi.conversions": "Credited conversions",
  "attribution.kpi.conversions.more": "Conversions with a touch before them",
  "attribution.kpi.value": "Credited net sales",
  "attribution.kpi.rate": "Journeys that convert",
  "attribution.kpi.rate.more": "Journeys with a conversion / all journeys",
  "attribution.kpi.touches": "Touches per conversion",
  "attribution.kpi.touches.more": "Touches of journeys that convert, mean (12 and more count as 12)",
  "attribution.kpi.without": "Conversions without touch",

  "attribution.model.first": "First touch",
  "attribution.model.last": "Last touch",
  "attribution.model.linear": "Linear",
  "attribution.model.time_decay": "Time decay",
  "attribution.model.position": "Position 40/20/40",
  "attribution.model.markov": "Markov",
  "attribution.model.shapley": "Shapley",

  "attribution.models": "Shares by model",
  "attribution.models.unit": "Share of all conversions, %; each column adds up to 100%",
  "attribution.models.unit.value": "Net sales; all columns have one sum",
  "attribution.models.unit.conversions": "Conversions; all columns have one sum",
  "attribution.models.by": "Show",
  "attribution.models.share": "Share",
  "attribution.models.conversions": "Conversions",
  "attribution.models.value": "Net sales",
  "attribution.models.summary":
    "{name} gets {low} by “{low_model}” and {high} by “{high_model}”: models differ most about it.",
  "attribution.models.note":
    "First, last: all to that touch; linear: all touches alike; time decay: half the weight for every {half} days before the last touch; position: 40% to first and last, 20% among those between (halves of two); Markov: conversion lost without the channel in a chain of order {order}, as a part of all such losses; Shapley: {worth}. Not causal.",
  "attribution.worth.conversions":
    "a coalition is worth the conversions of journeys of its channels alone, which exactly solved gives each journey to its different channels alike",
  "attribution.worth.rate":
    "a coalition is worth the share of journeys of its channels alone that convert, solved exactly over all coalitions; it may be below 0",

  "attribution.part": "What part channels have in journeys",
  "attribution.part.unit": "Conversions",
  "attribution.part.last": "As the last",
  "attribution.part.assist": "As an assist",
  "attribution.models.summary.even": "Each channel has the same share by all models.",
  "attribution.part.summary": "{name} assists most: {ratio} times for each time it is the last (ratio {ratio}).",
  "attribution.part.summary.none": "No channel assisted a conversion.",
  "attribution.part.note":
    "Last = the last touch before a conversion; assist = in the journey, but not the last; assist ratio = assists / lasts, above 1 for a channel that stands early. Removal effect = part of the conversions lost without the channel (Markov).",
  "attribution.touches": "Touches",
  "attribution.journeys": "Journeys",
  "attribution.converted": "Conversions",
  "attribution.rate": "Journeys that convert",
  "attribution.alone": "Alone",
  "attribution.assists": "Assists",
  "attribution.last": "Last",
  "attribution.ratio": "Assist ratio",
  "attribution.removal": "Removal effect",

  "attribution.lengths": "Length of journeys",
  "attribution.lengths.unit": "Conversions by touches",
  "attribution.lengths.axis": "Touches",
  "attribution.lengths.summary": "{share} of the conversions have one touch; of journeys with more, {rate} convert.",
  "attribution.lengths.note":
    "A touch is a run of events of one channel without a pause of more than {gap} {gap|minute|minutes}; the touches in the window before a conversion are its journey, and touches that led to none are journeys that do not convert.",
  "attribution.lengths.more": "{n} and more",

  "attribution.lags": "Time to conversion",
  "attribution.lags.unit": "Conversions by whole days from the first touch",
  "attribution.lags.axis": "Days",
  "attribution.lags.summary": "{same} of the conversions are less than a day from the first touch.",
  "attribution.lags.note":
    "Whole 24 hours from the first touch of the journey to the conversion; touches more than {window} {window|day|days} before do not count.",

  "attribution.paths": "Most frequent ways to a conversion",
  "attribution.paths.path": "Way",
  "attribution.paths.note":
    "Repeats of a channel in a row are written once; the share is of all journeys on that way. All other ways have {n} {n|conversion|conversions}.",

  "attribution.conversion": "A conversion is",
  "attribution.conversion.auto": "Automatic",
  "attribution.conversion.orders": "An order",
  "attribution.conversion.events": "An event",
  "attribution.event": "Event that converts",
  "attribution.event.auto": "By its words (order, purchase, pay)",
  "attribution.window_days": "Window (days)",
  "attribution.reach": "Touches that count",
  "attribution.reach.hint":
    "Since the conversion before, so that a touch counts once; or all in the window, for several conversions",
  "attribution.reach.since_conversion": "Since the last conversion",
  "attribution.reach.window": "All in the window",
  "attribution.gap_minutes": "Pause between touches (minutes)",
  "attribution.gap_minutes.hint": "Events of one channel without a longer pause are one touch; 0 = each event is one",
  "attribution.half_life_days": "Half-life (days)",
  "attribution.order": "Order of the Markov chain",
  "attribution.worth": "Worth in Shapley’s model",
  "attribution.worth.hint": "By rates for up to 12 channels",
  "attribution.worth.by.conversions": "Conversions",
  "attribution.worth.by.rate": "Rates",
};
