using Matcher.Data.Domain;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>Somebody on a waiting list.</summary>
/// <param name="Row">Their row: <see cref="RawRow.Number"/>.</param>
/// <param name="Reference">The hub's own name for them.</param>
/// <param name="Joined">When they joined the list; null: not said, after everybody who said.</param>
/// <param name="Priority">Who comes first when places are short, 1 before 2; null: after everybody who has one.</param>
/// <param name="LowestRank">The cut-off of the allocation: the lowest rank, among all cohorts that they can take, that they would go to.
/// Null: any.</param>
/// <param name="Profile">What is known of them.</param>
/// <param name="Lot">What their lot is drawn from: the reference that the list gives, or else the row's content, so that neither its place
/// in the list nor its school decides.</param>
/// <param name="Carried">The cells that are not ours, in the order of <see cref="PersonReader.CarriedColumns"/>.</param>
internal sealed record WaitingPerson(
    int Row,
    string Reference,
    DateOnly? Joined,
    int? Priority,
    int? LowestRank,
    string Lot,
    Profile Profile,
    string[] Carried
);

/// <summary>Something that is wrong with a row.</summary>
/// <param name="Row">The row: <see cref="RawRow.Number"/>.</param>
/// <param name="Column">The column, as the list calls it; empty when it is the row as a whole.</param>
/// <param name="Value">The text that is there, cut short.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Advice">What to do.</param>
/// <param name="LeftOut">Whether the person was ranked without the cell; else the person was not ranked.</param>
internal sealed record RowFault(int Row, string Column, string Value, string Message, string Advice, bool LeftOut = false);
