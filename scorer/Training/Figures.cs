using Matcher.Data;
using Matcher.Data.Domain;
using Matcher.Data.Reading;

namespace Matcher.Scorer.Training;

/// <summary>The published figures and the weights that the simulator rests on, read from <c>data/figures</c>.</summary>
internal sealed class Figures
{
    private readonly Dictionary<(string Figure, string Group), double> shares;
    private readonly Dictionary<string, double> weights;

    private Figures(Dictionary<(string, string), double> shares, Dictionary<string, double> weights) => (this.shares, this.weights) = (shares, weights);

    /// <summary>Reads both files.</summary>
    /// <exception cref="InvalidDataException">One is missing or faulty; the message lists the faults.</exception>
    public static Figures Read()
    {
        var faults = new List<Fault>();
        var shares = CsvTable.Read(DataFiles.Figures("table-1-2.csv"), ["figure", "group", "count", "of", "source"], faults)
            .ToDictionary(row => (row.Text("figure"), row.Text("group")), row => (double)row.WholeNumber("count", 0, 1_000) / row.WholeNumber("of", 1, 1_000));
        var weights = CsvTable.Read(DataFiles.Figures("choice-weights.csv"), ["name", "value", "unit", "restsOn"], faults)
            .ToDictionary(row => row.Text("name"), row => row.Number("value", -100, 100));
        if (faults.Count > 0) throw new InvalidDataException(string.Join(Environment.NewLine, faults));
        return new(shares, weights);
    }

    /// <summary>The share of a group among the interviewees, 0 to 1.</summary>
    public double Share<T>(string figure, T group)
        where T : struct, Enum => shares.GetValueOrDefault((figure, Words.Of(group)));

    /// <summary>The shares of all of an enum's members, in its order.</summary>
    public double[] Shares<T>(string figure)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(group => Share(figure, group))];

    /// <summary>A weight of the simulator.</summary>
    public double Weight(string name) => weights.TryGetValue(name, out var value) ? value : throw new InvalidDataException($"choice-weights.csv has no weight {name}. Add its row.");
}
