using System.Globalization;

namespace Matcher.Scorer.CommandLine;

/// <summary>Progress as a log file can hold it: a line for each tenth of a step, however often the step reports.</summary>
internal sealed class ProgressLines
{
    private const int Tenths = 10;

    private readonly TextWriter to;
    private readonly Dictionary<string, int> written = [];

    private ProgressLines(TextWriter to) => this.to = to;

    /// <summary>Where a step reports how far it is, from any thread.</summary>
    public static StepProgress To(TextWriter to) => new ProgressLines(to).Report;

    private void Report(string step, int done, int total)
    {
        lock (written)
        {
            var tenth = (int)((long)Tenths * done / Math.Max(1, total));
            if (written.TryGetValue(step, out var last) && tenth <= last)
                return;
            written[step] = tenth;
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step}: {tenth * Tenths}%"));
        }
    }
}
