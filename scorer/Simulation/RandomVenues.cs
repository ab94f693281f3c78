using Matcher.Data.Domain;
using Matcher.Data.Places;

namespace Matcher.Scorer.Simulation;

/// <summary>
/// Draws made-up venues at the points of postcode districts; a district has one venue, and one residential one, for all providers.
/// </summary>
internal sealed class RandomVenues(Dice dice, Gazetteer gazetteer)
{
    private readonly Dictionary<string, Venue> known = new(StringComparer.Ordinal);

    /// <summary>
    /// The locations where a provider teaches, drawn by the number of postcodes. A careers specialist goes to many towns, of its own region
    /// or of all England if it is national; the others teach at a site or two of their own, wherever their participants come from. Assumed.
    /// </summary>
    public List<Venue> Draw(Provider provider)
    {
        var travels = provider.Type is ProviderType.CareersSpecialist;
        var anywhere = travels && provider.Coverage is Coverage.National;
        List<District> districts = [.. gazetteer.Districts.Where(district => anywhere || district.Region == provider.Region)];
        double[] weights = [.. districts.Select(district => (double)district.Postcodes)];
        var count = travels ? 6 + dice.Below(4) : 1 + dice.Below(2);
        return [.. Enumerable.Range(0, count).Select(_ => At(districts[dice.Pick(weights)], "", "Venue", nearStation: 0.75)).Distinct()];
    }

    /// <summary>One or two places with beds, anywhere.</summary>
    public List<Venue> Remote() =>
        [
            .. Enumerable
                .Range(0, 1 + dice.Below(2))
                .Select(_ =>
                    At(gazetteer.Districts[dice.Below(gazetteer.Districts.Count)], "residential-", "Residential centre", nearStation: 0.3)
                )
                .Distinct(),
        ];

    private Venue At(District district, string prefix, string name, double nearStation)
    {
        var id = prefix + district.Name.ToLowerInvariant();
        if (!known.TryGetValue(id, out var venue))
            known.Add(id, venue = new(id, $"{name} in {district.Name}", district.Region, district.Position, dice.Chance(nearStation)));
        return venue;
    }
}
