using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Api.Http;
using Matcher.Api.Recommendations;
using Matcher.Data.Places;
using Matcher.Data.Reading;
using Matcher.Data.Text;

namespace Matcher.Api.Choices;

/// <summary>
/// Understands decisions: a row or line is a person as on a waiting list, with the day, what they were offered and what they took beside
/// it. For one caller at a time.
/// </summary>
internal sealed class DecisionReader : IDisposable
{
    public const string DecidedOn = "decidedOn";
    public const string Offered = "offered";
    public const string Chosen = "chosen";

    private const int MostOffered = 500;
    private const int LongestId = 60;
    private const string FillInDay = "Write the day of the decision, such as 2027-01-31.";
    private const string FillInOffered = "Write the ids of the courses or cohorts that were offered.";
    private const string FillInChosen = "Write the id of the course or cohort that was taken.";

    private readonly bool isCsv;
    private readonly PersonReader people;
    private readonly int offeredColumn;
    private readonly int chosenColumn;
    private (DateOnly? Day, IReadOnlyList<string> Offered, string? Chosen) line;

    /// <summary>Prepares for the rows of a file.</summary>
    public DecisionReader(ListHeading heading, Gazetteer gazetteer)
    {
        isCsv = heading.Format == ListFormat.Csv;
        people = new(heading, gazetteer, isCsv ? null : ReadLine);
        List<string> columns = [.. people.CarriedColumns.Select(WrittenWord.Normal)];
        (offeredColumn, chosenColumn) = (columns.IndexOf(WrittenWord.Normal(Offered)), columns.IndexOf(WrittenWord.Normal(Chosen)));
    }

    /// <summary>What the columns mean that a waiting list does not have. The day is read as a list's day of joining is.</summary>
    public static ColumnMapping Mapping { get; } = ColumnMapping.Of([$"{DecidedOn}=joined"], [Offered, Chosen]);

    /// <summary>Reads a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="faults">Where every fault is added.</param>
    /// <returns>The decision; null exactly when a fault was added.</returns>
    public Decision? Read(RawRow row, ICollection<RowFault> faults)
    {
        var before = faults.Count;
        line = (null, [], null);
        var person = people.Read(row, faults);
        if (faults.Count > before || person is null)
            return null;
        var (day, offered, chosen) = isCsv
            ? (
                person.Joined,
                WrittenList.Split(PlainText.Of(person.Carried[offeredColumn])),
                PlainText.Of(person.Carried[chosenColumn]) is { Length: > 0 } id ? id : null
            )
            : line;
        if (day is null)
            AddError(DecidedOn, "The day is missing.", FillInDay);
        if (offered.Count == 0)
            AddError(Offered, "Nothing was offered.", FillInOffered);
        if (offered.Count > MostOffered)
            AddError(Offered, $"{offered.Count} ids were offered.", $"Give at most {MostOffered}.");
        if (chosen is null)
            AddError(Chosen, "Nothing was chosen.", FillInChosen);
        return faults.Count > before ? null : new(row.Number, person.Profile, day!.Value, offered, chosen!);

        void AddError(string field, string message, string advice) => faults.Add(new(row.Number, Name(field), "", message, advice));
    }

    /// <summary>A field as the file calls it.</summary>
    public string Name(string field) => isCsv ? field : $"$.{field}";

    public void Dispose() => people.Dispose();

    private void ReadLine(JsonFields fields) =>
        line = (
            fields.Date(DecidedOn, RequestLimits.FirstDay, RequestLimits.LastDay),
            fields.List(Offered, MostOffered, item => item.Code(LongestId)) ?? [],
            fields.Code(Chosen, LongestId)
        );
}
