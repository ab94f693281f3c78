using CsCheck;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Simulation;

namespace Matcher.Scorer.Tests.Scoring;

/// <summary>What a provider says of itself (kind, coverage, id) is worth nothing, but to who knows it or asked for the kind.</summary>
public sealed class RelabelledProviderTests
{
    [Fact]
    public void Another_kind_another_coverage_or_another_id_changes_nothing_for_who_did_not_ask_for_it() =>
        Gen.Int.Sample(
            seed =>
            {
                var (request, provider, dice) = Draw(seed);
                request.Profile.PreferredProviderType = ProviderType.Unspecified;
                request.Profile.KnownProviderIds.Remove(provider);
                var (kind, coverage) = ((ProviderType)(1 + dice.Below(3)), (Coverage)(1 + dice.Below(2)));
                var (before, after) = (
                    Answered.To(request),
                    Answered.To(
                        Relabel(
                            request,
                            provider,
                            cohort => (cohort.ProviderType, cohort.Coverage, cohort.ProviderId) = (kind, coverage, "renamed")
                        )
                    )
                );
                Assert.Equal(before.Scores, after.Scores);
                Assert.Equal(before.Probabilities, after.Probabilities);
                Assert.Equal(before.Ranking, after.Ranking);
            },
            iter: 200,
            threads: 1
        );

    [Fact]
    public void Who_asked_for_a_kind_has_the_courses_of_that_kind_gain() =>
        Gen.Int.Sample(
            seed =>
            {
                var (request, provider, dice) = Draw(seed);
                var wanted = request.Profile.PreferredProviderType = (ProviderType)(1 + dice.Below(3));
                AssertGains(
                    IsIts(request, provider),
                    Answered.To(Relabel(request, provider, cohort => cohort.ProviderType = (ProviderType)(1 + (int)wanted % 3))),
                    Answered.To(Relabel(request, provider, cohort => cohort.ProviderType = wanted))
                );
            },
            iter: 100,
            threads: 1
        );

    [Fact]
    public void Who_knows_a_provider_has_its_courses_gain() =>
        Gen.Int.Sample(
            seed =>
            {
                var (request, provider, _) = Draw(seed);
                // So that nothing else of the request changes than whom they know.
                request.Profile.KnownProviderIds.Clear();
                request.Profile.KnownProviderIds.Add("known");
                AssertGains(
                    IsIts(request, provider),
                    Answered.To(request),
                    Answered.To(Relabel(request, provider, cohort => cohort.ProviderId = "known"))
                );
            },
            iter: 100,
            threads: 1
        );

    private static bool[] IsIts(ScoreRequest request, string provider) =>
        [.. request.Candidates.Select(candidate => candidate.Cohort.ProviderId == provider)];

    private static void AssertGains(bool[] isIts, Answered before, Answered after)
    {
        Assert.All(
            isIts.Index(),
            candidate =>
                Assert.True(
                    candidate.Item
                        ? after.Scores[candidate.Index] > before.Scores[candidate.Index]
                        : after.Scores[candidate.Index] == before.Scores[candidate.Index]
                )
        );
        double Share(Answered answer) => isIts.Index().Sum(candidate => candidate.Item ? answer.Probabilities[candidate.Index] : 0);
        // Nobody gains who has all of it.
        Assert.True(Share(after) > Share(before) || Share(before) > 1 - 1e-9);
    }

    private static (ScoreRequest Request, string Provider, Dice Dice) Draw(int seed)
    {
        var (request, dice) = (Asked.Draw(seed).ToMessage(), new Dice(seed, DrawPurpose.Test, 4));
        return (request, request.Candidates[dice.Below(request.Candidates.Count)].Cohort.ProviderId, dice);
    }

    private static ScoreRequest Relabel(ScoreRequest request, string provider, Action<Cohort> change) =>
        Answered.With(
            request,
            other =>
            {
                foreach (var candidate in other.Candidates)
                {
                    if (candidate.Cohort.ProviderId == provider)
                        change(candidate.Cohort);
                }
            }
        );
}
