import type { segments as zh } from "./zh.ts";

export const segments = {
  "segments.name": "Segments",
  "segments.title": "Customer segments and TGI",
  "segments.answer.best":
    "By {attribute}, high-value customers are most concentrated in {group}: TGI {tgi} (95% interval {low}–{high}).",
  "segments.answer.least":
    "By {attribute}, high-value customers are scarcest in {group}: TGI {tgi} (95% interval {low}–{high}).",
  "segments.answer.even":
    "By {attribute}, no group can be told from the whole by its high-value customers: the largest TGI is {tgi} in {group}, 95% interval {low}–{high}.",
  "segments.answer.largest": "By {attribute}, {group} is the largest group: {n} {n|customer|customers}, {share}.",
  "segments.basis":
    "{n} {n|customer|customers}, {buyers} with a purchase; {attributes} {attributes|attribute|attributes} to divide them by",
  "segments.missing": "The data have no “{names}”; another attribute stands in its place.",
  "segments.thin":
    "{n} {n|cell|cells} of the cross-table {n|has|have} fewer than 5 expected customers: take the test of independence as rough.",
  "segments.columns.left": "{n} {n|column is|columns are} no attribute: there is no room for {n|it|them}.",
  "segments.kpi.attributes": "Attributes",
  "segments.kpi.attributes.unit": "",
  "segments.kpi.best": "High-value customers",
  "segments.kpi.best.more":
    "The top {top}% of customers with a purchase by net amount, at least {from}; equal amounts count together.",
  "segments.kpi.v": "Rows and columns (Cramér’s V)",
  "segments.kpi.v.more": "0 = independent, 1 = one decides the other; by number of customers.",

  "segments.rows": "Rows (also the attribute drawn)",
  "segments.columns": "Columns",
  "segments.columns.none": "No cross-table",
  "segments.by.default": "Automatic",
  "segments.measure": "The cross-table shows",
  "segments.measure.customers": "Customers",
  "segments.measure.revenue": "Revenue",
  "segments.measure.orders": "Orders",
  "segments.least": "Fewest customers",
  "segments.least.hint": "groups and cells with fewer have no index",
  "segments.top": "High-value customers: top per cent",

  "segments.beside": "{a} ({b})",
  "segments.others": "All others",
  "segments.unknown": "Unknown",
  "segments.days": "{band} days",
  "segments.orders.band": "{band} orders",
  "segments.years": "aged {band}",
  "segments.never": "No purchase",
  "segments.gender.male": "Male",
  "segments.gender.female": "Female",
  "segments.gender.undisclosed": "Undisclosed",
  "segments.member_level.regular": "Regular",
  "segments.member_level.bronze": "Bronze",
  "segments.member_level.silver": "Silver",
  "segments.member_level.gold": "Gold",
  "segments.member_level.platinum": "Platinum",
  "segments.member_level.diamond": "Diamond",
  "segments.member_level.black": "Black",

  "segments.tgi": "TGI",
  "segments.tgi.more":
    "100 × share of high-value customers in the group ÷ share overall; 100 = as overall, not shown below {least} customers.",
  "segments.interval": "95% interval",
  "segments.average": "Revenue per customer",
  "segments.best.share": "High-value share",

  "segments.group": "TGI by {attribute}",
  "segments.group.plain": "Customers by {attribute}",
  "segments.group.unit": "TGI of high-value customers; whiskers: 95% interval",
  "segments.group.unit.plain": "Customers",
  "segments.group.switch": "Attribute",
  "segments.group.summary":
    "{above} {above|group lies|groups lie} above the whole and {below} below (interval without 100); {rest} cannot be told from it.",
  "segments.group.summary.even":
    "{rest} {rest|group|groups}, with 100 in every 95% interval: none can be told from the whole.",
  "segments.group.summary.plain": "{n} {n|group|groups}; the attribute is known of {known} of customers.",
  "segments.group.note":
    "n = {n} customers of whom the attribute is known; TGI = 100 × share of high-value customers in the group ÷ share among all known; the 95% interval joins the Wilson intervals inside and outside the group by MOVER (Donner–Zou 2012); high value = top {top}% by net amount; no TGI below {least} customers; {unknown} unknown are in no share",
  "segments.group.note.plain":
    "n = {n} customers of whom the attribute is known; shares are of them, {unknown} unknown are in none",
  "segments.group.more": "{n} further {n|value is|values are} counted together as “All others”.",
  "segments.group.average": "overall 100",

  "segments.cross": "{rows} × {columns}",
  "segments.cross.unit": "TGI by {measure}; 100 = whole",
  "segments.cross.summary": "The cell that stands out most is {column} among {row}: TGI {tgi}. {test}",
  "segments.cross.summary.even": "No cell stands above the whole. {test}",
  "segments.cross.summary.none": "No cell has enough customers. {test}",
  "segments.cross.depend": "Rows and columns depend on each other (V = {v}, p {p}).",
  "segments.cross.free": "No dependence of rows and columns is seen (V = {v}, p {p}).",
  "segments.cross.rule": "One is made of the other, so nothing is tested.",
  "segments.cross.note":
    "n = {n} customers of whom both are known; TGI = 100 × share of the column in the row ÷ share of the column overall; no TGI below {least} customers; dependence by Pearson’s χ² test of customers",
  "segments.cross.cell": "{row}, {column}",
  "segments.cross.total": "Total",

  "segments.affinity": "Category affinity by {attribute}",
  "segments.affinity.unit": "Affinity index; 100 = whole",
  "segments.affinity.summary": "{group} favours {category} most: {share} of its spend, index {index}.",
  "segments.affinity.summary.none": "No pair has enough customers.",
  "segments.affinity.note":
    "Index = 100 × share of the category in the group’s net spend ÷ share in all net spend; columns are the categories with the largest net spend; not shown below {least} buyers",
  "segments.affinity.tip": "{n} {n|buyer|buyers}",

  "segments.list": "Attributes there are",
  "segments.list.note":
    "Coverage = customers of whom the attribute is known; of more than 60 values the 60 most frequent are listed; groups of up to 12 attributes can be opened, those of rows and columns first",
  "segments.list.attribute": "Attribute",
  "segments.list.family": "Kind",
  "segments.list.coverage": "Coverage",
  "segments.list.distinct": "Values",
  "segments.list.largest": "Largest group",
  "segments.family.demographic": "Demographic",
  "segments.family.geographic": "Geographic",
  "segments.family.behavioural": "Behavioural",
  "segments.family.psychographic": "Preferences, survey",
  "segments.family.other": "Other attributes",

  "segments.grouping.gender": "Gender",
  "segments.grouping.age_band": "Age band",
  "segments.grouping.occupation": "Occupation",
  "segments.grouping.province": "Province",
  "segments.grouping.city": "City",
  "segments.grouping.member_level": "Member level",
  "segments.grouping.source": "Source",
  "segments.grouping.channel": "Channel",
  "segments.grouping.payment_method": "Payment method",
  "segments.grouping.category": "Favourite category",
  "segments.grouping.rfm_class": "RFM class",
  "segments.grouping.recency_band": "Since last purchase",
  "segments.grouping.order_band": "Orders",
  "segments.grouping.tenure_band": "Since joining",
} as const satisfies Record<keyof typeof zh, string>;
