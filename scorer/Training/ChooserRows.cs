using Matcher.Data.Csv;

namespace Matcher.Scorer.Training;

/// <summary>
/// Puts the rows of a file of choices together by chooser. A row that can't be read makes the chooser faulty whose it is; where that is
/// not certain, both whose rows are beside it, as one of them lacks a cohort.
/// </summary>
/// <param name="take">Gets the rows of a chooser, at least one, none of them broken.</param>
internal sealed class ChooserRows(Action<List<CsvRow>> take)
{
    private const string Chooser = "chooser";

    private readonly List<CsvRow> broken = [];
    private List<CsvRow> group = [];
    private List<CsvRow> last = [];

    /// <summary>Adds the next row of the file.</summary>
    public void Add(CsvRow row)
    {
        if (row.IsBroken)
        {
            broken.Add(row);
            return;
        }
        if (group.Count > 0 && !IsOf(row, group))
        {
            // What says that it is the next one's is not the last one's, and the other way round.
            Blame(group, broken.FindAll(each => !IsOf(each, [row])));
            Take();
            group.Add(row);
            Blame(group, broken.FindAll(each => !IsOf(each, last)));
        }
        else
        {
            group.Add(row);
            Blame(group, broken);
        }
        broken.Clear();
    }

    /// <summary>Ends the file.</summary>
    public void End()
    {
        if (group.Count == 0)
            return;
        Blame(group, broken);
        Take();
    }

    private void Take()
    {
        take(group);
        (last, group) = (group, []);
    }

    private static bool IsOf(CsvRow row, List<CsvRow> chooser) => row.Cell(Chooser) == chooser[0].Cell(Chooser);

    private static void Blame(List<CsvRow> chooser, List<CsvRow> rows)
    {
        if (rows.Count > 0)
            chooser[0].AddError(Chooser, $"Row {rows[0].Line} can't be read and is, or may be, one of this chooser's. Correct it.");
    }
}
