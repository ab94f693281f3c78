using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
using Matcher.Data.Text;
using Matcher.Protos;

namespace Matcher.Api.Choices;

/// <summary>
/// Finds what was offered in the catalogue and looks at it with the person's eyes. A course stands for its cohorts that the person could
/// take that day; whether places are left is today's news, so it does not count.
/// </summary>
internal sealed class OfferedCohorts(Catalogue catalogue)
{
    // A mistyped letter or two in an id of this length is still the id.
    private const int LettersATypo = 4;

    private readonly Dictionary<int, Dictionary<string, Cohort[]>> moved = [];

    /// <summary>The rows of a decision, a cohort each; empty, with faults, when something in it can't be found.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="hasOrder">Whether the ids are in the order in which they were shown.</param>
    /// <param name="name">A field as the file calls it.</param>
    /// <param name="faults">Where every fault is added.</param>
    public IReadOnlyList<ChoiceRow> Rows(Decision decision, bool hasOrder, Func<string, string> name, ICollection<RowFault> faults)
    {
        var before = faults.Count;
        var cohorts = On(decision.DecidedOn);
        var (offered, positions) = (new List<Cohort>(), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var (index, id) in decision.Offered.Index())
        {
            if (!cohorts.TryGetValue(id, out var found))
                AddError(DecisionReader.Offered, id, "The catalogue has no course or cohort with this id.", Correct(id, cohorts.Keys));
            else if (decision.Offered.Take(index).Contains(id, StringComparer.Ordinal))
                AddError(DecisionReader.Offered, id, "This was offered twice.", "Keep one of the two.");
            else
                Offer(id, found);
        }
        var taken = Taken();
        if (taken is null || faults.Count > before)
            return [];
        var profile = decision.Profile.ToMessage();
        return
        [
            .. offered.Select(cohort => new ChoiceRow(
                $"row-{decision.Row}",
                decision.DecidedOn.ToMessage(),
                cohort == taken,
                IsShown: true,
                hasOrder ? positions[cohort.Course.Id] : 0,
                profile,
                Candidate.Of(decision.Profile, cohort).ToMessage()
            )),
        ];

        void Offer(string id, Cohort[] found)
        {
            var open = Array.FindAll(found, cohort => CanTake(decision, cohort, isNamed: cohort.Id == id || cohort.Id == decision.Chosen));
            if (open.Length == 0)
            {
                AddError(
                    DecisionReader.Offered,
                    id,
                    $"Nothing of this could be taken on {decision.DecidedOn:yyyy-MM-dd}: it had begun, or the request rules it out.",
                    "Correct the id, the day or the request, or give the ids of the cohorts that were offered."
                );
                return;
            }
            positions.TryAdd(open[0].Course.Id, positions.Count + 1);
            offered.AddRange(open.Except(offered));
        }

        // Which of a course's cohorts is taken teaches nothing, so a course's first stands for it.
        Cohort? Taken()
        {
            var cohort =
                offered.Find(each => each.Id == decision.Chosen)
                ?? offered.Where(each => each.Course.Id == decision.Chosen).MinBy(each => each.StartsOn);
            if (cohort is null && faults.Count == before)
            {
                var advice = cohorts.ContainsKey(decision.Chosen)
                    ? "Add it to what was offered, or correct it."
                    : Correct(decision.Chosen, cohorts.Keys);
                AddError(DecisionReader.Chosen, decision.Chosen, "This is not among what was offered.", advice);
            }
            return cohort;
        }

        void AddError(string field, string value, string message, string advice) =>
            faults.Add(new(decision.Row, name(field), value, message, advice));
    }

    // What to do about an id that is not there.
    private static string Correct(string id, IEnumerable<string> ids) =>
        EditDistance.Nearest(id, ids, LettersATypo) is { } nearest
            ? $"Perhaps {nearest} is meant. If not, use the catalogue of that day (--catalogue)."
            : "Correct it, or use the catalogue of that day (--catalogue).";

    // What a hub names one by one was offered, whatever our rules say of it.
    private static bool CanTake(Decision decision, Cohort cohort, bool isNamed)
    {
        var refused = EligibilityRules.Check(decision.Profile, Candidate.Of(decision.Profile, cohort), decision.DecidedOn);
        return isNamed ? !refused.Has(Refusal.Started) : refused.None || refused.IsOnly(Refusal.NoPlaces);
    }

    // The cohorts of each id, that of a cohort or of a course, with their dates as they were on a day.
    private Dictionary<string, Cohort[]> On(DateOnly day)
    {
        var moves = catalogue.MovesOn(day);
        if (moved.TryGetValue(moves, out var known))
            return known;
        var cohorts = catalogue.At(day).Cohorts;
        known = cohorts
            .GroupBy(cohort => cohort.Course.Id, StringComparer.Ordinal)
            .ToDictionary(course => course.Key, course => course.ToArray());
        foreach (var cohort in cohorts)
            known[cohort.Id] = [cohort];
        moved.Add(moves, known);
        return known;
    }
}
