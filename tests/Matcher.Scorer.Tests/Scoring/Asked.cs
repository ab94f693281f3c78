using Matcher.Data;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
using Matcher.Data.Places;
using Matcher.Protos;
using Matcher.Scorer.Simulation;
using V1 = Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Tests.Scoring;

/// <summary>Somebody who asks on a day, and what is eligible for them: drawn, as nobody would think of it.</summary>
internal sealed record Asked(Profile Profile, DateOnly Today, IReadOnlyList<Candidate> Candidates)
{
    private const int MadeUpCatalogues = 12;
    private static readonly Gazetteer Gazetteer = Gazetteer.Read(DataFiles.Gazetteer);
    private static readonly Population Population = new(Figures.Read(), Gazetteer);

    private static readonly Catalogue[] Catalogues =
    [
        Some.Catalogue,
        // Small ones too: there a rule must choose from few.
        .. Enumerable
            .Range(0, MadeUpCatalogues)
            .Select(index =>
                RandomCatalogue.Draw(
                    new Dice(1, DrawPurpose.TestCatalogue, index),
                    Gazetteer,
                    Choosers.FirstDay(Some.Catalogue),
                    index < 4 ? 14 + 10 * index : null
                )
            ),
    ];

    public static IReadOnlyList<District> Districts => Gazetteer.Districts;

    /// <summary>The first day on which a cohort may start.</summary>
    public DateOnly StartFrom => Today.AddDays(Alternative.ApplicationDays);

    /// <summary>Draws somebody who finds something eligible: anywhere, or in a district.</summary>
    public static Asked Draw(int seed, District? district = null)
    {
        var dice = new Dice(seed, DrawPurpose.Test, 0);
        while (true)
        {
            var catalogue = Catalogues[dice.Below(Catalogues.Length)];
            var person = district is null
                ? Population.Draw(dice, catalogue.Providers)
                : Population.Complete(
                    new() { Home = new(district.Position, district.Name, Precision.District) },
                    dice,
                    out _,
                    catalogue.Providers
                );
            var profile = Requests.Of(person, dice.Pick<ProfileCompleteness>([0.6, 0.2, 0.1, 0.1]), dice);
            var today = Choosers.FirstDay(catalogue).AddDays(dice.Below(364));
            Candidate[] candidates =
            [
                .. catalogue
                    .Cohorts.Select(cohort => Candidate.Of(profile, cohort))
                    .Where(candidate => EligibilityRules.Check(profile, candidate, today).None),
            ];
            if (candidates.Length > 0)
                return new(profile, today, candidates);
        }
    }

    /// <summary>The request that asks for them.</summary>
    public V1.ScoreRequest ToMessage() =>
        new()
        {
            Profile = Profile.ToMessage(),
            Today = Today.ToMessage(),
            StartFrom = StartFrom.ToMessage(),
            Candidates = { Candidates.Select(candidate => candidate.ToMessage()) },
        };
}
