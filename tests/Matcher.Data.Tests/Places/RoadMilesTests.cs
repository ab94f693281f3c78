using Matcher.Data.Csv;
using Matcher.Data.Places;
using Xunit.Abstractions;

namespace Matcher.Data.Tests.Places;

/// <summary>Our miles against road miles between towns, from road-miles.csv, where each row says where its figure is from.</summary>
public sealed class RoadMilesTests(ITestOutputHelper output)
{
    private static readonly Gazetteer Gazetteer = Gazetteer.Read(DataFiles.Gazetteer);

    private static readonly List<Pair> Pairs = Read();

    [Fact]
    public void There_are_at_least_40_pairs_over_land_and_30_around_water()
    {
        Assert.True(Pairs.Count(pair => !pair.AroundWater) >= 40);
        Assert.True(Pairs.Count(pair => pair.AroundWater) >= 30);
    }

    [Fact]
    public void No_way_is_shorter_than_the_straight_line_or_longer_than_the_road()
    {
        Assert.All(Pairs, pair => Assert.InRange(pair.OurMiles, pair.StraightMiles, pair.RoadMiles));
    }

    [Fact]
    public void Around_water_our_miles_are_as_close_to_the_road_as_over_land()
    {
        var (land, water) = (Pairs.FindAll(pair => !pair.AroundWater), Pairs.FindAll(pair => pair.AroundWater));
        var straightMedian = Median(water.Select(pair => 1 - (pair.StraightMiles / pair.RoadMiles)));
        output.WriteLine(
            $"Median error, as a share of road miles: {Median(Pairs.Select(Error)):P1} of {Pairs.Count} pairs, {Median(land.Select(Error)):P1} over land, {Median(water.Select(Error)):P1} around water (the straight line: {straightMedian:P1})."
        );
        // Roads wind: over land they are a fifth longer than the straight line, and around water no more than a quarter longer than our
        // way.
        Assert.True(Median(Pairs.Select(Error)) <= 0.22);
        Assert.True(Median(water.Select(Error)) <= 0.27);
        Assert.True(straightMedian > 0.5);
    }

    private static double Error(Pair pair) => 1 - (pair.OurMiles / pair.RoadMiles);

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static List<Pair> Read()
    {
        var faults = new List<Fault>();
        var rows = CsvTable.Read(
            Path.Combine(AppContext.BaseDirectory, "road-miles.csv"),
            ["from", "to", "roadMiles", "water", "source"],
            faults
        );
        Position At(string district) => Gazetteer.Find(Postcode.TryParse(district)!)!.Position;
        List<Pair> pairs =
        [
            .. rows.Select(row =>
            {
                var (from, to) = (At(row.Text("from")), At(row.Text("to")));
                Assert.NotEmpty(row.Text("source"));
                return new Pair(
                    row.Number("roadMiles", 1, 500),
                    from.MilesTo(to),
                    new Destination(Waters.England, to).WayFrom(from).Miles,
                    row.Has("water")
                );
            }),
        ];
        Assert.Empty(faults);
        return pairs;
    }

    private sealed record Pair(double RoadMiles, double StraightMiles, double OurMiles, bool AroundWater);
}
