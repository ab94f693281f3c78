using CsCheck;
using Matcher.Data.Places;

namespace Matcher.Data.Tests.Places;

public sealed class PlacesTests
{
    private static readonly Gazetteer Gazetteer = Gazetteer.Read(DataFiles.Gazetteer);

    [Theory]
    [InlineData("BN3 1TL", "BN3")]
    [InlineData("bn31tl", "BN3")]
    [InlineData("  b n 3 1 t l ", "BN3")]
    [InlineData("BN3\u00a01TL\n", "BN3")]
    [InlineData("BN3", "BN3")]
    [InlineData("b n 3", "BN3")]
    [InlineData("W1A 1AA", "W1A")]
    [InlineData("w1a", "W1A")]
    [InlineData("EC1A1BB", "EC1A")]
    [InlineData("M1 1AE", "M1")]
    [InlineData("CR26XH", "CR2")]
    public void A_postcode_is_read_in_any_case_and_spacing(string text, string district) =>
        Assert.Equal(district, Postcode.TryParse(text)?.District);

    [Theory]
    [InlineData("")]
    [InlineData("BN")]
    [InlineData("3BN")]
    [InlineData("BN3 1T")]
    [InlineData("BN3 TL1")]
    [InlineData("BN3 1TL extra")]
    [InlineData("ＢＮ３")]
    [InlineData("B1 1")] // a sector, and not district B11
    [InlineData("E1 6")]
    public void What_has_not_the_form_of_a_postcode_is_none(string text) => Assert.Null(Postcode.TryParse(text));

    [Fact]
    public void Every_English_district_is_found_whole_and_alone()
    {
        Assert.Equal(2112, Gazetteer.Districts.Count);
        Assert.All(
            Gazetteer.Districts,
            district =>
            {
                var place = Gazetteer.Find(Postcode.TryParse(district.Name)!)!;
                Assert.Equal((district.Position, district.Name, Precision.District), (place.Position, place.Label, place.Precision));
                Assert.Equal(district.Name, Gazetteer.Find(Postcode.TryParse(district.Name + "9zz")!)?.Label);
            }
        );
    }

    [Theory]
    [InlineData("EH1 1AA", "is in Scotland")]
    [InlineData("CF10", "is in Wales")]
    [InlineData("BT1", "is in Northern Ireland")]
    [InlineData("IM1", "is in the Isle of Man")]
    [InlineData("CH7", "lies partly in Wales")] // Mold; CH1, Chester, is English
    [InlineData("TD1", "lies partly in Scotland")] // Galashiels; TD15, Berwick, is English
    [InlineData("DG1", "lies partly in Scotland")] // Dumfries; a few addresses of DG16 are in Cumbria
    [InlineData("BN99", null)] // not a district people live in: unknown, not foreign
    [InlineData("ZZ1", null)]
    public void What_is_not_in_England_is_not_found_and_its_area_says_where_it_may_be(string text, string? whereabouts)
    {
        var postcode = Postcode.TryParse(text)!;
        Assert.Null(Gazetteer.Find(postcode));
        Assert.Equal(whereabouts, Nations.Whereabouts(postcode.Area));
    }

    [Theory]
    [InlineData("TD15")]
    [InlineData("CH1")]
    [InlineData("SY1")]
    [InlineData("HR1")]
    public void English_districts_of_areas_shared_with_a_neighbour_are_found(string text) =>
        Assert.NotNull(Gazetteer.Find(Postcode.TryParse(text)!));

    [Theory]
    [InlineData(50.8225, -0.1372, true)] // Brighton
    [InlineData(55.7700, -2.0000, true)] // Berwick-upon-Tweed
    [InlineData(50.50, -0.14, false)] // in the Channel, 20 miles off Brighton
    [InlineData(55.9533, -3.1883, false)] // Edinburgh
    [InlineData(48.8566, 2.3522, false)] // Paris
    public void A_coordinate_is_in_England_within_15_miles_of_a_district(double latitude, double longitude, bool inEngland) =>
        Assert.Equal(inEngland, Gazetteer.Find(new Position(latitude, longitude)) is not null);

    [Fact]
    public void Distance_is_that_of_known_places()
    {
        // Great-circle distance of Charing Cross to Manchester Town Hall, by an independent calculator: 162.4 miles.
        var (london, manchester) = (new Position(51.5074, -0.1278), new Position(53.4794, -2.2453));
        Assert.InRange(london.MilesTo(manchester), 162, 163);
    }

    [Fact]
    public void Distance_is_zero_to_itself_the_same_both_ways_and_never_longer_than_a_detour()
    {
        var anywhere = Gen.Select(Gen.Double[-90, 90], Gen.Double[-180, 180], (latitude, longitude) => new Position(latitude, longitude));
        Gen.Select(anywhere, anywhere, anywhere)
            .Sample(
                (a, b, c) =>
                {
                    Assert.Equal(0, a.MilesTo(a), 6);
                    Assert.Equal(a.MilesTo(b), b.MilesTo(a), 6);
                    Assert.True(a.MilesTo(c) <= a.MilesTo(b) + b.MilesTo(c) + 1e-6);
                }
            );
    }

    [Theory]
    [InlineData(90.1, 0)]
    [InlineData(0, -180.1)]
    [InlineData(double.NaN, 0)]
    [InlineData(0, double.PositiveInfinity)]
    public void A_position_off_the_globe_can_not_be_made(double latitude, double longitude) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Position(latitude, longitude));
}
