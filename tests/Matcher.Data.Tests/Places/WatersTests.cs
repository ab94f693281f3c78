using CsCheck;
using Matcher.Data.Catalogues;
using Matcher.Data.Domain;
using Matcher.Data.Places;

namespace Matcher.Data.Tests.Places;

public sealed class WatersTests
{
    private static readonly Gazetteer Gazetteer = Gazetteer.Read(DataFiles.Gazetteer);

    private static readonly Gen<Position> District = Gen.Int[0, Gazetteer.Districts.Count - 1]
        .Select(index => Gazetteer.Districts[index].Position);

    private static readonly Gen<Position> Anywhere = Gen.Select(
        Gen.Double[49.9, 55.8],
        Gen.Double[-6.4, 1.8],
        (latitude, longitude) => new Position(latitude, longitude)
    );

    private static readonly Gen<Position> Home = Gen.OneOf(District, Anywhere);

    [Theory]
    [InlineData("SS1", "ME14", 36, 44, false)] // Southend to Maidstone: 20 miles across the Thames, around by Dartford
    [InlineData("DN31", "HU1", 22, 32, false)] // Grimsby to Hull, over the Humber Bridge
    [InlineData("CH41", "L1", 1.5, 3.5, false)] // Birkenhead to Liverpool, by tunnel
    [InlineData("NE33", "NE30", 4, 8, false)] // South Shields to North Shields, by the Tyne Tunnel
    [InlineData("EX7", "EX8", 12, 18, false)] // Dawlish to Exmouth, around the Exe
    [InlineData("PR9", "FY8", 22, 32, false)] // Southport to Lytham, around by Preston
    [InlineData("LA4", "LA12", 25, 38, false)] // Morecambe to Ulverston, around the bay
    [InlineData("PE36", "PE25", 48, 62, false)] // Hunstanton to Skegness, around the Wash
    [InlineData("GL15", "GL13", 15, 30, false)] // Lydney to Berkeley, around by Gloucester or over the Severn Bridge
    [InlineData("PO30", "SO14", 13, 18, true)] // Newport to Southampton
    [InlineData("PO31", "SO14", 10, 16, true)] // Cowes to Southampton
    [InlineData("PO33", "PO1", 5, 9, true)] // Ryde to Portsmouth
    [InlineData("TR21", "TR1", 58, 66, true)] // St Mary's to Truro
    [InlineData("PL11", "PL1", 2, 8, true)] // Torpoint to Plymouth
    [InlineData("TR1", "PL1", 40, 45, false)] // Truro to Plymouth: the ferry saves less than a mile against the Tamar Bridge
    [InlineData("BH19", "BH13", 4, 9, true)] // Swanage to Sandbanks
    public void The_way_leads_around_water_or_over_its_crossings(string from, string to, double least, double most, bool byFerry)
    {
        var way = WayBetween(from, to);
        Assert.InRange(way.Miles, least, most);
        Assert.Equal(byFerry, way.ByFerry);
        Assert.Equal(byFerry, WayBetween(to, from).ByFerry);
    }

    [Theory]
    [InlineData("B1", "LE1")]
    [InlineData("SS1", "RM1")]
    [InlineData("SE1", "EC1A")] // over the bridges of London
    [InlineData("SS8", "SS7")] // Canvey Island has a bridge
    [InlineData("PO30", "PO33")] // both on the Isle of Wight
    [InlineData("TR21", "TR23")] // both on Scilly
    [InlineData("NE1", "NE8")]
    public void Over_land_the_way_is_the_straight_line(string from, string to) =>
        Assert.Equal(new Way(At(from).MilesTo(At(to)), false), WayBetween(from, to));

    [Fact]
    public void A_way_is_the_same_both_ways_and_never_shorter_than_the_straight_line()
    {
        Gen.Select(Home, Home)
            .Sample(
                (a, b) =>
                {
                    var (there, back, straight) = (Way(a, b), Way(b, a), a.MilesTo(b));
                    Assert.Equal(there.Miles, back.Miles, 6);
                    Assert.True(there.Miles >= straight - 1e-9);
                    Assert.Equal(a == b, there.Miles == 0);
                    if (Waters.England.IsOpen(a, b))
                        Assert.Equal(new Way(straight, false), there);
                }
            );
    }

    [Fact]
    public void Between_any_two_districts_there_is_a_way_and_it_is_not_absurd()
    {
        Gen.Select(District, District, District)
            .Sample(
                (a, b, c) =>
                {
                    var straight = a.MilesTo(b);
                    var way = Way(a, b);
                    Assert.True(Waters.England.IsOpen(a, b) || way.Miles > straight, "No way was found.");
                    // The longest ways around are those between the shores of the Bristol Channel, the Wash and the Thames.
                    Assert.True(way.Miles <= straight + 140, $"{straight} became {way.Miles}");
                    // A way through a third place may save a little: by a ferry that is not worth it for the whole way, and where turns are
                    // off the shore.
                    Assert.True(way.Miles <= Way(a, c).Miles + Way(c, b).Miles + 11);
                }
            );
    }

    [Fact]
    public void Every_district_is_on_its_own_bank()
    {
        // A district on the wrong bank would be cut off from most of its neighbours. These lie by the water, and are not.
        string[] atTheWater = ["DA17", "DA18", "DN19", "LA18", "PO12", "PO13", "PO34", "RM18", "SO45"];
        List<Destination> all = [.. Gazetteer.Districts.Select(district => new Destination(Waters.England, district.Position))];
        var cutOff = Gazetteer.Districts.Where(district =>
        {
            var near = all.FindAll(other => other.Position != district.Position && other.Position.MilesTo(district.Position) < 6);
            return near.Count > 3
                && near.Count(other => other.WayFrom(district.Position).Miles > (1.3 * district.Position.MilesTo(other.Position)) + 1)
                    > near.Count * 0.4;
        });
        Assert.Empty(cutOff.Select(district => district.Name).Except(atTheWater));
    }

    [Fact]
    public void Measuring_a_way_allocates_nothing()
    {
        var (home, across) = (At("SS1"), new Destination(Waters.England, At("ME14")));
        Position[] positions = [.. Gazetteer.Districts.Select(district => district.Position)];
        for (var i = 0; i < 100; i++)
            across.WayFrom(home);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = 0.0;
        foreach (var position in positions)
            sum += across.WayFrom(position).Miles;
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(sum > 0);
    }

    [Fact]
    public void A_catalogue_measures_to_every_venue_as_the_venue_does()
    {
        var catalogue = CatalogueFolder.Load(DataFiles.Catalogue);
        foreach (var precision in new[] { Precision.District, Precision.Coordinate })
        {
            var ways = catalogue.WaysFrom(new(At("PO30"), "PO30", precision));
            for (var i = 0; i < catalogue.Cohorts.Count; i++)
                Assert.Equal(catalogue.Cohorts[i].Venue.WayFrom(At("PO30")), ways[new(i)]);
        }
        var fewer = catalogue with { Cohorts = [.. catalogue.Cohorts.Reverse()] };
        Assert.Equal(fewer.Cohorts[0].Venue.WayFrom(At("PO30")), fewer.WaysFrom(new(At("PO30"), "PO30", Precision.District))[new(0)]);
    }

    [Fact]
    public void Venues_are_equal_when_their_positions_are()
    {
        var venue = new Venue("hull", "Hull", "Yorkshire and the Humber", At("HU1"), true);
        Assert.Equal(venue, venue with { });
        Assert.NotEqual(venue, venue with { Position = At("HU2") });
        Assert.Equal(At("HU2"), (venue with { Position = At("HU2") }).Position);
    }

    [Fact]
    public void A_crossing_that_crosses_no_water_is_refused() =>
        Assert.Contains(
            "Spaghetti Junction crosses no water",
            Assert
                .Throws<InvalidDataException>(() =>
                    new Waters(Waters.England.All, [new("Spaghetti Junction", CrossingKind.Bridge, At("B6"), At("B24"))])
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Without_a_way_the_straight_line_is_measured()
    {
        var island = new Water(
            "Lonely",
            WaterKind.Coast,
            [
                .. new[] { (52.0, -1.0), (52.0, 0.0), (53.0, 0.0), (53.0, -1.0), (52.0, -1.0) }.Select(point => new WaterPoint(
                    new(point.Item1, point.Item2),
                    false
                )),
            ]
        );
        var waters = new Waters([island], []);
        var (inside, outside) = (new Position(52.5, -0.5), new Position(54, -0.5));
        Assert.False(waters.IsOpen(inside, outside));
        Assert.Equal(new Way(inside.MilesTo(outside), false), new Destination(waters, outside).WayFrom(inside));
    }

    private static Position At(string district) => Gazetteer.Find(Postcode.TryParse(district)!)!.Position;

    private static Way WayBetween(string from, string to) => Way(At(from), At(to));

    private static Way Way(Position from, Position to) => new Destination(Waters.England, to).WayFrom(from);
}
