using Matcher.Data.Domain;
using Matcher.Data.Eligibility;

namespace Matcher.Scorer.Simulation;

/// <summary>
/// What each property of a cohort is worth to one simulated person: the weights of <c>choice-weights.csv</c>, resolved for what the person
/// is and for tastes that no request tells (a mixed logit; McFadden and Train, Journal of Applied Econometrics 15, 2000). Utilities come
/// from the domain's own objects; nothing here is shared with the model's features.
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

    private readonly Profile person;
    private readonly ChoiceWeights weights;
    private readonly double[] level = new double[3];
    private readonly double distance;
    private readonly double novelty;
    private readonly double daysAway;
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
    public PartWorths(Profile person, ChoiceWeights weights, Dice dice)
    {
        (this.person, this.weights) = (person, weights);
        double Around(in Weight weight) => weight.Value + weight.Spread * dice.Normal();
        double Times(in Weight weight) => weight.Value * Math.Exp(weight.Spread * dice.Normal());

        var experience = person.Experience;
        var hours = person.Availability.StudyHoursPerWeek!.Value;
        var senior = experience.Seniority is Seniority.Senior or Seniority.MultiSite;
        var open = person.OpenToTravel is true;
        ResolveLevels(Times(weights.PreferredLevel), hours);
        distance = Math.Exp(weights.Distance.Spread * dice.Normal()) * (open ? weights.DistanceOpenToTravel : 1);
        novelty = Around(weights.Novelty) + (open ? weights.NoveltyOpenToTravel : 0);
        daysAway = weights.DaysAway + (senior ? weights.DaysAwaySenior : 0);
        online = Around(weights.Online);
        outOfHours = Around(weights.OutOfHours) + (hours < TimePoorHours ? weights.OutOfHoursTimePoor : 0);
        backToBack = Around(weights.BackToBack);
        week = Around(new(person.Preferences.Pace is Pace.SpreadOut ? weights.PaceFourWeeks.Value : -weights.PaceFourWeeks.Value, weights.PaceFourWeeks.Spread)) / 4;
        balance = Times(weights.BalanceStep);
        sectorContent = Times(weights.SectorContent);
        satisfaction = Times(weights.Satisfaction);
        overnight = Around(weights.Overnight);
        start = Math.Exp(weights.StartPerMonth.Spread * dice.Normal());
        missesContent = person.Sector is Sector.FurtherEducation or Sector.Special or Sector.AlternativeProvision;
    }

    /// <summary>The utility of a cohort, without the noise that makes a choice of it.</summary>
    public double Utility(Alternative alternative, in Candidate candidate)
    {
        var (cohort, course) = (alternative.Cohort, alternative.Cohort.Course);
        var utility = level[(int)course.Accreditation] + weights.ProviderType[(int)course.Provider.Type];
        utility += distance * DistanceUtility(alternative.Miles) + novelty * Math.Min(1, alternative.Miles / NoveltyDistance);
        if (cohort.Sessions.Count - candidate.AttendableSessions is > 0 and var missed)
            utility += weights.MissedFirst + weights.MissedSession * missed + (course.CatchUp is CatchUp.OneToOne ? weights.MissedOneToOne : 0);
        if (course.SelfStudyHoursPerWeek - person.Availability.StudyHoursPerWeek!.Value is > 0 and var lacking)
            utility += weights.HoursShort * lacking + weights.HoursFarShort * Math.Max(0, lacking - 2);
        utility += daysAway * cohort.DaysAwayFromSchool + online * alternative.OnlineShare + outOfHours * alternative.OutOfHoursShare;
        if (alternative.BackToBack) utility += backToBack;
        utility += week * (cohort.Weeks - UsualWeeks) + balance * Math.Abs(person.Preferences.Balance!.Value - course.Balance);
        if (course.Sectors.Count > 0) utility += course.Sectors.Contains(person.Sector!.Value) ? sectorContent : weights.OtherSectorContent;
        else if (missesContent) utility += weights.GeneralContentUnusual;
        utility += weights.BenchmarkShare * SharedBenchmarks(course) / person.Preferences.Benchmarks.Count;
        if (person.Preferences.KnownProviders.Contains(course.Provider.Id)) utility += weights.KnownProvider;
        if (course.Provider.Coverage is Coverage.Regional) utility += weights.WordOfMouth * Math.Exp(-alternative.Miles / weights.WordOfMouthMiles);
        utility += satisfaction * (course.SatisfactionPercent - UsualSatisfaction);
        if (cohort.Venue.NearStation) utility += weights.NearStation;
        if (cohort.Residential) utility += overnight;
        return utility + start * (weights.StartPerMonth.Value * alternative.Months + weights.StartBeyondSixMonths * Math.Max(0, alternative.Months - LateMonths));
    }

    private void ResolveLevels(double preferred, double hours)
    {
        var experience = person.Experience;
        for (var each = Accreditation.NonAccredited; each <= Accreditation.Level7; each++)
        {
            var accredited = each is not Accreditation.NonAccredited;
            var utility = weights.Level[(int)each];
            utility += each == person.PreferredAccreditation ? preferred : weights.LevelStep * Math.Abs(person.PreferredAccreditation!.Value - each);
            if (experience.AcademicWriting is AcademicWriting.Rusty && accredited) utility += each is Accreditation.Level6 ? weights.WritingLevel6 : weights.WritingLevel7;
            if (experience.Seniority is Seniority.Junior && accredited) utility += weights.JuniorAccredited;
            if (experience.Profile is ExperienceProfile.OldHand && !accredited) utility += weights.OldHandNonAccredited;
            if (experience.Profile is ExperienceProfile.CareersSpecialist && each is not Accreditation.Level6) utility += accredited ? weights.SpecialistLevel7 : weights.SpecialistNonAccredited;
            if (!accredited) utility += weights.TimePoorNonAccredited * Math.Max(0, EnoughHours - hours);
            level[(int)each] = utility;
        }
    }

    private double DistanceUtility(double miles) =>
        weights.Distance.Value * Math.Min(miles, ShortDistance)
        + weights.DistanceFrom15 * Math.Clamp(miles - ShortDistance, 0, MiddleDistance - ShortDistance)
        + weights.DistanceFrom40 * Math.Clamp(miles - MiddleDistance, 0, LongDistance - MiddleDistance)
        + weights.DistanceFrom80 * Math.Max(0, miles - LongDistance);

    private int SharedBenchmarks(Course course)
    {
        var shared = 0;
        foreach (var benchmark in person.Preferences.Benchmarks)
            if (course.Benchmarks.Contains(benchmark)) shared++;
        return shared;
    }
}
