using Matcher.Data.Domain;
using Matcher.Data.Eligibility;

namespace Matcher.Scorer.Simulation;

/// <summary>
/// What each property of a cohort is worth to one simulated person: the weights of <c>choice-weights.csv</c>, resolved for what the person
/// is and for tastes that no request tells (a mixed logit; McFadden and Train, Journal of Applied Econometrics 15, 2000). Utilities come
/// from the domain's own objects; nothing here is shared with the model's features. What a provider says of itself (kind, coverage, name)
/// is worth nothing, unless the person knows the provider or asked for the kind.
/// </summary>
internal sealed class PartWorths
{
    private const double ShortDistance = 15;
    private const double MiddleDistance = 40;
    private const double LongDistance = 80;
    private const double NoveltyDistance = 60;
    private const double TimePoorHours = 2;
    private const double EnoughHours = 3;
    private const double UsualWeeks = 16;
    private const double UsualSatisfaction = 90;
    private const double LateMonths = 6;
    private const double AQuarter = 0.25;

    // Of the other forms of distance: as much at 30 miles as the pieces, about.
    private const double LogarithmWeight = -2.4;
    private const double LogarithmMiles = 6;
    private const double UsualLimit = 25;
    private const double LimitSpread = 0.6;
    private const double BeyondLimit = -5;

    private readonly Profile person;
    private readonly ChoiceWeights weights;
    private readonly ChoiceModel family;
    private readonly double[] level = new double[3];
    private readonly double distance;
    private readonly double limit;
    private readonly double novelty;
    private readonly double online;
    private readonly double outOfHours;
    private readonly double backToBack;
    private readonly double week;
    private readonly double balance;
    private readonly double sectorContent;
    private readonly double satisfaction;
    private readonly double overnight;
    private readonly double start;
    private readonly bool missesContent;

    /// <summary>Resolves the weights for a person who says everything, drawing their latent tastes.</summary>
    public PartWorths(Profile person, ChoiceModel family, Dice dice)
    {
        (this.person, this.family, weights) = (
            person,
            family,
            family.Classes.Count == 0 ? family.Weights : family.Classes[dice.Below(family.Classes.Count)]
        );
        double Around(in Weight weight) => weight.Value + weight.Spread * dice.Normal();
        double Times(in Weight weight) => weight.Value * Math.Exp(weight.Spread * dice.Normal());

        var experience = person.Experience;
        var hours = person.Availability.StudyHoursPerWeek!.Value;
        var open = person.OpenToTravel is true;
        ResolveLevels(Times(weights.PreferredLevel), hours);
        distance = Math.Exp(weights.Distance.Spread * dice.Normal()) * (open ? weights.DistanceOpenToTravel : 1);
        limit = UsualLimit * Math.Exp(LimitSpread * dice.Normal()) / (open ? weights.DistanceOpenToTravel : 1);
        novelty = open ? Around(weights.NoveltyOpenToTravel) : 0;
        online = Around(weights.Online);
        outOfHours = Around(weights.OutOfHours) + (hours < TimePoorHours ? weights.OutOfHoursTimePoor : 0);
        backToBack = Around(weights.BackToBack);
        week =
            Around(
                new(
                    person.Preferences.Pace is Pace.SpreadOut ? weights.PaceFourWeeks.Value : -weights.PaceFourWeeks.Value,
                    weights.PaceFourWeeks.Spread
                )
            ) / 4;
        balance = Times(weights.BalanceStep);
        satisfaction = Times(weights.Satisfaction);
        overnight = Around(weights.Overnight);
        start = Math.Exp(weights.StartPerMonth.Spread * dice.Normal());
        missesContent = person.Sector is Sector.FurtherEducation or Sector.Special or Sector.AlternativeProvision;
        sectorContent = missesContent ? Times(weights.SectorContent) : weights.SectorContentUsual;
    }

    /// <summary>The utility of a cohort, without the noise that makes a choice of it.</summary>
    public double Utility(Alternative alternative, in Candidate candidate)
    {
        var (cohort, course) = (alternative.Cohort, alternative.Cohort.Course);
        var (way, wait, wish) = (Way(alternative.Miles), Wait(alternative), level[(int)course.Accreditation]);
        var utility = way + wait + wish + family.WorstCountsMore * Math.Min(way, Math.Min(wait, wish));
        if (cohort.Sessions.Count - candidate.AttendableSessions is > 0 and var missed)
        {
            utility +=
                weights.MissedFirst + weights.MissedSession * missed + (course.CatchUp is CatchUp.OneToOne ? weights.MissedOneToOne : 0);
            utility += weights.MissedBeyondQuarter * Math.Max(0, (double)missed / cohort.Sessions.Count - AQuarter) / (1 - AQuarter);
        }
        if (course.SelfStudyHoursPerWeek - person.Availability.StudyHoursPerWeek!.Value is > 0 and var lacking)
            utility += weights.HoursShort * lacking + weights.HoursFarShort * Math.Max(0, lacking - 2);
        utility +=
            weights.DaysAway * cohort.DaysAwayFromSchool + online * alternative.OnlineShare + outOfHours * alternative.OutOfHoursShare;
        if (alternative.BackToBack)
            utility += backToBack;
        utility += week * (cohort.Weeks - UsualWeeks) + balance * Math.Abs(person.Preferences.Balance!.Value - course.Balance);
        if (course.Sectors.Count > 0)
            utility += course.Sectors.Contains(person.Sector!.Value) ? sectorContent : weights.OtherSectorContent;
        else if (missesContent)
            utility += weights.GeneralContentUnusual;
        utility += weights.BenchmarkShare * SharedBenchmarks(course) / person.Preferences.Benchmarks.Count;
        if (person.Preferences.KnownProviders.Contains(course.Provider.Id))
            utility += weights.KnownProvider;
        if (person.Preferences.ProviderType == course.Provider.Type)
            utility += weights.WantedProviderType;
        utility += satisfaction * (course.SatisfactionPercent - UsualSatisfaction);
        if (family.Herd.TryGetValue(course.Provider.Id, out var herd))
            utility += herd;
        if (cohort.Venue.NearStation)
            utility += weights.NearStation;
        if (cohort.Residential)
            utility += overnight;
        return utility;
    }

    private void ResolveLevels(double preferred, double hours)
    {
        var experience = person.Experience;
        for (var each = Accreditation.NonAccredited; each <= Accreditation.Level7; each++)
        {
            var accredited = each is not Accreditation.NonAccredited;
            var utility = 0.0;
            if (person.PreferredAccreditation is { } wanted)
                utility = each == wanted ? preferred : weights.LevelStep * Math.Abs(wanted - each);
            if (experience.AcademicWriting is AcademicWriting.Rusty && accredited)
                utility += each is Accreditation.Level6 ? weights.WritingLevel6 : weights.WritingLevel7;
            if (accredited)
            {
                utility += experience.Seniority switch
                {
                    Seniority.Junior => weights.JuniorAccredited,
                    Seniority.Middle => weights.MiddleAccredited,
                    _ => 0,
                };
            }

            if (experience.Profile is ExperienceProfile.OldHand && !accredited)
                utility += weights.OldHandNonAccredited;
            if (experience.Profile is ExperienceProfile.CareersSpecialist && !accredited)
                utility += weights.SpecialistNonAccredited;
            if (!accredited)
                utility += weights.TimePoorNonAccredited * Math.Max(0, EnoughHours - hours);
            level[(int)each] = utility;
        }
    }

    private double Way(double miles) =>
        novelty * Math.Min(1, miles / NoveltyDistance)
        + family.Distance switch
        {
            DistanceForm.Pieces => distance * Pieces(miles),
            DistanceForm.Logarithm => distance * LogarithmWeight * Math.Log(1 + miles / LogarithmMiles),
            DistanceForm.Limit => miles > limit ? BeyondLimit + weights.DistanceFrom80 * (miles - limit) : 0,
            _ => throw new InvalidOperationException($"Unknown form of distance: {family.Distance}."),
        };

    private double Pieces(double miles) =>
        weights.Distance.Value * Math.Min(miles, ShortDistance)
        + weights.DistanceFrom15 * Math.Clamp(miles - ShortDistance, 0, MiddleDistance - ShortDistance)
        + weights.DistanceFrom40 * Math.Clamp(miles - MiddleDistance, 0, LongDistance - MiddleDistance)
        + weights.DistanceFrom80 * Math.Max(0, miles - LongDistance);

    private double Wait(Alternative alternative) =>
        start
            * (
                weights.StartPerMonth.Value * alternative.Months
                + weights.StartBeyondSixMonths * Math.Max(0, alternative.Months - LateMonths)
            )
        + (alternative.StartsTooSoon ? weights.StartsTooSoon : 0);

    private int SharedBenchmarks(Course course)
    {
        var shared = 0;
        foreach (var benchmark in person.Preferences.Benchmarks)
        {
            if (course.Benchmarks.Contains(benchmark))
                shared++;
        }

        return shared;
    }
}
