using Matcher.Data.Domain;
using Matcher.Data.Places;

namespace Matcher.Scorer.Training;

/// <summary>
/// Draws simulated Careers Leaders: sector and seniority as the published figures have them, home by the number of postcodes of each
/// English district. The remaining shares are assumed, and stand here one by one.
/// </summary>
internal sealed class Population(Figures figures, Gazetteer gazetteer, IReadOnlyList<Provider> providers)
{
    private readonly double[] districtWeights = [.. gazetteer.Districts.Select(district => (double)district.Postcodes)];
    private readonly double[] sectors = figures.Shares<Sector>("sector");
    private readonly double[] seniorities = figures.Shares<Seniority>("seniority");

    /// <summary>Draws a person who says everything, so that the simulator knows what they are like.</summary>
    public Profile Draw(Dice dice)
    {
        var profile = dice.Pick<ExperienceProfile>([0.45, 0.35, 0.20]);
        var seniority = dice.Pick<Seniority>(seniorities);
        var writing = dice.Pick<AcademicWriting>(profile is ExperienceProfile.CareersSpecialist ? [0.15, 0.45, 0.40] : [0.40, 0.40, 0.20]);
        var hours = Math.Round(dice.Between(0, 4) + dice.Between(0, 4), 1);
        var openToTravel = dice.Chance(0.2);
        var home = gazetteer.Districts[dice.Pick(districtWeights)];
        return new()
        {
            Home = new(home.Position, home.Name),
            // Who is open to travel names no limit; otherwise leaving one field out of the request would refuse what they chose.
            MaxDistanceMiles = !openToTravel && dice.Chance(0.3) ? Math.Round(dice.Between(15, 120)) : null,
            OpenToTravel = openToTravel,
            CanStayOvernight = dice.Chance(0.55),
            Availability = new()
            {
                StudyHoursPerWeek = hours,
                SessionTypes = DrawSessionTypes(dice),
                Unavailable = [],
            },
            PreferredAccreditation = DrawLevel(dice, profile, seniority, writing, hours),
            Sector = dice.Pick<Sector>(sectors),
            Experience = new()
            {
                Profile = profile,
                YearsInCareers = Math.Round(profile switch
                {
                    ExperienceProfile.Newbie => dice.Between(0, 2.4),
                    ExperienceProfile.OldHand => dice.Between(8, 25),
                    _ => dice.Between(3, 20),
                }),
                Seniority = seniority,
                HighestCareersQualification = profile is ExperienceProfile.CareersSpecialist
                    ? dice.Pick<CareersQualification>([0, 0.1, 0.6, 0.3])
                    : dice.Pick<CareersQualification>([0.75, 0.12, 0.10, 0.03]),
                AcademicWriting = writing,
            },
            Preferences = new()
            {
                Balance = dice.Pick<Balance>([0.45, 0.4, 0.15]),
                Pace = dice.Pick<Pace>([0.45, 0.55]),
                KnownProviders = dice.Chance(0.2) ? [providers[dice.Below(providers.Count)].Id] : [],
                Benchmarks = [.. Enumerable.Range(1, 8).Where(_ => dice.Chance(0.25))],
            },
        };
    }

    /// <summary>What the same person puts into a request: most people leave fields out.</summary>
    public static Profile LeaveOut(Profile full, Dice dice)
    {
        // Some fill in everything and some next to nothing.
        var said = dice.Between(0.2, 1.1);
        bool Says() => dice.Chance(said);
        return full with
        {
            MaxDistanceMiles = Says() ? full.MaxDistanceMiles : null,
            OpenToTravel = Says() ? full.OpenToTravel : null,
            CanStayOvernight = Says() ? full.CanStayOvernight : null,
            Availability = full.Availability with
            {
                StudyHoursPerWeek = Says() ? full.Availability.StudyHoursPerWeek : null,
                SessionTypes = Says() ? full.Availability.SessionTypes : [],
            },
            PreferredAccreditation = Says() || Says() ? full.PreferredAccreditation : null,
            Sector = Says() ? full.Sector : null,
            Experience = new()
            {
                Profile = Says() ? full.Experience.Profile : null,
                YearsInCareers = Says() ? full.Experience.YearsInCareers : null,
                Seniority = Says() ? full.Experience.Seniority : null,
                HighestCareersQualification = Says() ? full.Experience.HighestCareersQualification : null,
                AcademicWriting = Says() ? full.Experience.AcademicWriting : null,
            },
            Preferences = full.Preferences with
            {
                Balance = Says() ? full.Preferences.Balance : null,
                Pace = Says() ? full.Preferences.Pace : null,
                KnownProviders = Says() ? full.Preferences.KnownProviders : [],
                Benchmarks = Says() ? full.Preferences.Benchmarks : [],
            },
        };
    }

    // People ask for levels about as table 1.2 has them chosen, so that the fitted constants need not work against what somebody asks for.
    // Less Level 6 with rusty writing or little time, more with juniors: section 2.4 of the evaluation gives the signs; the sizes are assumed.
    private static Accreditation DrawLevel(Dice dice, ExperienceProfile profile, Seniority seniority, AcademicWriting writing, double hours)
    {
        var nonAccredited = 0.07 + (hours < 2 ? 0.12 : 0) + (writing is AcademicWriting.Rusty ? 0.06 : 0) + (profile is ExperienceProfile.OldHand ? 0.06 : 0) - (seniority is Seniority.Junior ? 0.08 : 0);
        var level7 = writing is AcademicWriting.Rusty ? 0.04 : profile is ExperienceProfile.CareersSpecialist ? 0.28 : 0.13;
        return dice.Pick<Accreditation>([nonAccredited, 1 - nonAccredited - level7, level7]);
    }

    private static List<SessionType> DrawSessionTypes(Dice dice)
    {
        double[] canAttend = [0.85, 0.85, 0.65, 0.55, 0.35, 0.95];
        var types = Enum.GetValues<SessionType>().Where(type => dice.Chance(canAttend[(int)type])).ToList();
        return types.Exists(type => type != SessionType.Online) ? types : [];
    }
}
