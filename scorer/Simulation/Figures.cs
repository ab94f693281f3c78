using System.Collections.Frozen;
using Matcher.Data;
using Matcher.Data.Csv;
using Matcher.Data.Text;

namespace Matcher.Scorer.Simulation;

/// <summary>A weight of the choice model.</summary>
/// <param name="Value">Its value, or the middle of the people's values.</param>
/// <param name="Spread">How much it differs between people: the standard deviation of its normal, or of its logarithm's; 0 when it
/// doesn't.</param>
internal readonly record struct Weight(double Value, double Spread);

/// <summary>A mean, or a best guess, with the least and the most.</summary>
internal sealed record Spread(double Mean, double Least, double Most)
{
    public static Spread Of(IReadOnlyCollection<double> values) => new(values.Average(), values.Min(), values.Max());

    /// <summary>Whether a value lies between the least and the most.</summary>
    public bool Holds(double value) => value >= Least && value <= Most;
}

/// <summary>The published figures and the parameters that the simulator rests on, read from <c>data/figures</c>. Immutable.</summary>
internal sealed class Figures
{
    private readonly FrozenDictionary<(string Figure, string Group), (double Count, double Of)> shares;
    private readonly FrozenDictionary<string, double> population;
    private readonly FrozenDictionary<string, Weight> weights;
    private readonly FrozenDictionary<(string Who, string Measure), Spread> travel;

    private Figures(
        FrozenDictionary<(string Figure, string Group), (double Count, double Of)> shares,
        FrozenDictionary<string, double> population,
        FrozenDictionary<string, Weight> weights,
        FrozenDictionary<(string Who, string Measure), Spread> travel
    ) => (this.shares, this.population, this.weights, this.travel) = (shares, population, weights, travel);

    /// <summary>Reads the four files.</summary>
    /// <exception cref="InvalidDataException">One is missing or faulty; the message lists the faults.</exception>
    public static Figures Read()
    {
        var faults = new List<Fault>();
        var published = CsvTable
            .Read(DataFiles.Figures("table-1-2.csv"), ["figure", "group", "count", "of", "source"], faults)
            .ToFrozenDictionary(
                row => (row.Text("figure"), row.Text("group")),
                row => ((double)row.WholeNumber("count", 0, 1_000), (double)row.WholeNumber("of", 1, 1_000))
            );
        var population = CsvTable
            .Read(DataFiles.Figures("population.csv"), ["name", "value", "unit", "restsOn"], faults)
            .ToFrozenDictionary(row => row.Text("name"), row => row.Number("value", -1_000, 1_000));
        var weights = CsvTable
            .Read(DataFiles.Figures("choice-weights.csv"), ["name", "value", "spread", "unit", "restsOn"], faults)
            .ToFrozenDictionary(
                row => row.Text("name"),
                row => new Weight(row.Number("value", -1_000, 1_000), row.Number("spread", 0, 10))
            );
        var travel = CsvTable
            .Read(DataFiles.Figures("travel.csv"), ["who", "measure", "value", "least", "most", "source"], faults)
            .ToFrozenDictionary(
                row => (row.Text("who"), row.Text("measure")),
                row => new Spread(row.Number("value", 0, 1_000), row.Number("least", 0, 1_000), row.Number("most", 0, 1_000))
            );
        if (faults.Count > 0)
            throw new InvalidDataException(string.Join(Environment.NewLine, faults));
        return new(published, population, weights, travel);
    }

    /// <summary>The names of all weights of the choice model.</summary>
    public IEnumerable<string> WeightNames => weights.Keys.Order(StringComparer.Ordinal);

    /// <summary>The share of a group among the interviewees, 0 to 1.</summary>
    public double Share(string figure, string group) =>
        shares.TryGetValue((figure, group), out var counted) ? counted.Count / counted.Of : 0;

    /// <summary>How many interviewees a figure counts.</summary>
    public double Interviewees(string figure) => shares.First(entry => entry.Key.Figure == figure).Value.Of;

    /// <summary>The shares of all of an enum's members, in its order.</summary>
    public double[] Shares<T>(string figure)
        where T : struct, Enum => [.. EnumNames.All<T>().Select(group => Share(figure, group))];

    /// <summary>A parameter of the population.</summary>
    public double Of(string name) =>
        population.TryGetValue(name, out var value)
            ? value
            : throw new InvalidDataException($"population.csv has no parameter {name}. Add its row.");

    /// <summary>The parameters <c>prefix.word</c> of all of an enum's members, in its order.</summary>
    public double[] Of<T>(string prefix)
        where T : struct, Enum => [.. EnumNames.All<T>().Select(word => Of($"{prefix}.{word}"))];

    /// <summary>A weight of the choice model.</summary>
    public Weight WeightOf(string name) =>
        weights.TryGetValue(name, out var weight)
            ? weight
            : throw new InvalidDataException($"choice-weights.csv has no weight {name}. Add its row.");

    /// <summary>The same figures with other weights.</summary>
    /// <param name="change">Gives the new weight for a name and the weight it has.</param>
    public Figures WithWeights(Func<string, Weight, Weight> change) =>
        new(shares, population, WeightNames.ToFrozenDictionary(name => name, name => change(name, weights[name])), travel);

    /// <summary>The same figures with another population.</summary>
    /// <param name="change">Gives the new value for a name and the value it has.</param>
    public Figures WithPopulation(Func<string, double, double> change) =>
        new(shares, population.ToFrozenDictionary(entry => entry.Key, entry => change(entry.Key, entry.Value)), weights, travel);

    /// <summary>What is known of how far people go, with its range: miles, or a share of 0 to 1.</summary>
    public Spread Travel(string who, string measure) => travel[(who, measure)];
}
