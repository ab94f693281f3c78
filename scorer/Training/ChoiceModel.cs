using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
using Matcher.Scorer.Scoring;

namespace Matcher.Scorer.Training;

/// <summary>A person's tastes that no request tells.</summary>
/// <param name="Distance">Factor on the weight of distance.</param>
/// <param name="Level">Factor on the weight of the preferred level.</param>
internal readonly record struct Tastes(double Distance, double Level);

/// <summary>
/// How simulated people choose: a random-utility model with taste heterogeneity (mixed logit; McFadden and Train, 2000). It computes
/// utilities from the domain's own objects and shares no code with the model's features.
/// </summary>
internal sealed class ChoiceModel(Figures figures)
{
    private readonly double preferredLevel = figures.Weight("preferredLevel");
    private readonly double levelStep = figures.Weight("levelStep");
    private readonly double levelSpread = figures.Weight("levelSpread");
    private readonly double distanceMile = figures.Weight("distanceMile");
    private readonly double regionalReach = figures.Weight("regionalReach");
    private readonly double distance = figures.Weight("distance");
    private readonly double distanceOpenToTravel = figures.Weight("distanceOpenToTravel");
    private readonly double distanceSpread = figures.Weight("distanceSpread");
    private readonly double missedSession = figures.Weight("missedSession");
    private readonly double daysAway = figures.Weight("daysAway");
    private readonly double hoursShort = figures.Weight("hoursShort");
    private readonly double[] rustyWriting = [0, figures.Weight("writingLevel6"), figures.Weight("writingLevel7")];
    private readonly double juniorAccredited = figures.Weight("juniorAccredited");
    private readonly double oldHandNonAccredited = figures.Weight("oldHandNonAccredited");
    private readonly double specialistLevel7 = figures.Weight("specialistLevel7");
    private readonly double balanceStep = figures.Weight("balanceStep");
    private readonly double paceWeek = figures.Weight("paceWeek");
    private readonly double sectorContent = figures.Weight("sectorContent");
    private readonly double otherSectorContent = figures.Weight("otherSectorContent");
    private readonly double benchmarkShare = figures.Weight("benchmarkShare");
    private readonly double satisfaction = figures.Weight("satisfaction");
    private readonly double knownProvider = figures.Weight("knownProvider");
    private readonly double nearStation = figures.Weight("nearStation");
    private readonly double overnight = figures.Weight("overnight");
    private readonly double startPerMonth = figures.Weight("startPerMonth");

    /// <summary>Utility that a group has beyond what the weights explain (alternative-specific constants); <see cref="Calibration"/> fits them.</summary>
    public AlternativeConstants Constants { get; } = new();

    /// <summary>Draws what no request tells.</summary>
    public Tastes DrawTastes(Dice dice) => new(Math.Exp(distanceSpread * dice.Normal()), Math.Exp(levelSpread * dice.Normal()));

    /// <summary>The probability that a person chooses each candidate: the logit over their utilities.</summary>
    /// <param name="profile">The person, with all they could say.</param>
    /// <param name="tastes">What they would not say.</param>
    /// <param name="candidates">At least one.</param>
    /// <param name="today">The day they choose.</param>
    public double[] Probabilities(Profile profile, Tastes tastes, IReadOnlyList<Candidate> candidates, DateOnly today)
    {
        var utilities = candidates.Select(candidate => Utility(profile, tastes, candidate, today)).ToArray();
        ChoiceProbability.FromScores(utilities, utilities);
        return utilities;
    }

    private double Utility(Profile person, Tastes tastes, in Candidate candidate, DateOnly today)
    {
        var (cohort, course) = (candidate.Cohort, candidate.Cohort.Course);
        var (experience, likes) = (person.Experience, person.Preferences);
        var utility = Constants.Level[(int)course.Accreditation] + Constants.ProviderType[(int)course.Provider.Type];
        // A regional provider is chosen as the region's own, which it is only nearby.
        if (course.Provider.Coverage is Coverage.Regional) utility += Constants.Regional * Math.Exp(-candidate.DistanceMiles / regionalReach);

        if (person.PreferredAccreditation is { } level)
            utility += level == course.Accreditation ? preferredLevel * tastes.Level : levelStep * Math.Abs(level - course.Accreditation);
        utility += tastes.Distance * (person.OpenToTravel is true ? distanceOpenToTravel : 1) * (distance * Math.Log(1 + candidate.DistanceMiles / 10) + distanceMile * candidate.DistanceMiles);
        utility += missedSession * (cohort.Sessions.Count - candidate.AttendableSessions);
        utility += daysAway * cohort.DaysAwayFromSchool;
        if (person.Availability.StudyHoursPerWeek is { } hours) utility += hoursShort * Math.Max(0, course.SelfStudyHoursPerWeek - hours);

        if (experience.AcademicWriting is AcademicWriting.Rusty) utility += rustyWriting[(int)course.Accreditation];
        if (experience.Seniority is Seniority.Junior && course.Accreditation > Accreditation.NonAccredited) utility += juniorAccredited;
        if (experience.Profile is ExperienceProfile.OldHand && course.Accreditation is Accreditation.NonAccredited) utility += oldHandNonAccredited;
        if (experience.Profile is ExperienceProfile.CareersSpecialist && course.Accreditation is Accreditation.Level7) utility += specialistLevel7;

        if (likes.Balance is { } balance) utility += balanceStep * Math.Abs(balance - course.Balance);
        if (likes.Pace is { } pace) utility += paceWeek * (cohort.Weeks - 16) * (pace is Pace.SpreadOut ? 1 : -1);
        if (person.Sector is { } sector && course.Sectors.Count > 0) utility += course.Sectors.Contains(sector) ? sectorContent : otherSectorContent;
        if (likes.Benchmarks.Count > 0) utility += benchmarkShare * likes.Benchmarks.Count(course.Benchmarks.Contains) / likes.Benchmarks.Count;
        if (likes.KnownProviders.Contains(course.Provider.Id)) utility += knownProvider;

        utility += satisfaction * (course.SatisfactionPercent - 90);
        if (cohort.Venue.NearStation) utility += nearStation;
        if (cohort.Residential && person.CanStayOvernight is not true) utility += overnight;
        return utility + startPerMonth * (cohort.StartsOn.DayNumber - today.DayNumber) / 30.4;
    }
}

/// <summary>The constants; only differences between levels, and between types of provider, count.</summary>
internal sealed class AlternativeConstants
{
    public double[] Level { get; } = new double[3];

    public double[] ProviderType { get; } = new double[3];

    /// <summary>Utility of a regional provider, at its door, over a national one.</summary>
    public double Regional { get; set; }
}
