using Matcher.Data.Domain;
using Matcher.Data.Places;

namespace Matcher.Scorer.Simulation;

/// <summary>
/// Draws simulated Careers Leaders: sector and seniority as the published figures have them, home by the number of postcodes of each
/// English district, and what else they are by the parameters of <c>population.csv</c>, each given what it depends on.
/// </summary>
internal sealed class Population
{
    private const double HoursStep = 0.5;
    private const int MostHours = 10;
    private const double TimePoorHours = 2;
    private static readonly SessionType[] SessionTypes = Enum.GetValues<SessionType>();

    private readonly Figures figures;
    private readonly Gazetteer gazetteer;
    private readonly double[] districtWeights;
    private readonly double[][] sectorBySeniority;
    private readonly double[][] years;
    private readonly double[] profileShares;
    private readonly double[] qualificationShares;
    private readonly double[] specialistQualificationShares;
    private readonly double[] writingShares;
    private readonly double[] levelShares;
    private readonly double[] balanceShares;
    private readonly double[] paceShares;
    private readonly double[] attendShares;
    private readonly double[] wantedProviderTypeShares;

    public Population(Figures figures, Gazetteer gazetteer)
    {
        (this.figures, this.gazetteer) = (figures, gazetteer);
        districtWeights = [.. gazetteer.Districts.Select(district => (double)district.Postcodes)];
        sectorBySeniority = Tilt(figures.Shares<Sector>("sector"), figures.Shares<Seniority>("seniority"));
        profileShares = figures.Of<ExperienceProfile>("profile");
        qualificationShares = figures.Of<CareersQualification>("qualification");
        specialistQualificationShares = figures.Of<CareersQualification>("specialistQualification");
        writingShares = figures.Of<AcademicWriting>("writing");
        levelShares = figures.Of<Accreditation>("level");
        balanceShares = figures.Of<Balance>("balance");
        paceShares = figures.Of<Pace>("pace");
        attendShares = figures.Of<SessionType>("attend");
        wantedProviderTypeShares = figures.Of<ProviderType>("wantedProviderType");
        years = [Years(0, 2), Years(8, 25), Years(3, 20)];
    }

    /// <summary>Draws a person who says everything, so that the simulator knows what they are like.</summary>
    /// <param name="dice">The draws.</param>
    /// <param name="providers">Those they may know.</param>
    public Profile Draw(Dice dice, IReadOnlyList<Provider> providers)
    {
        var home = gazetteer.Districts[dice.Pick(districtWeights)];
        return Complete(new() { Home = new(home.Position, home.Name, Precision.District) }, dice, out _, providers);
    }

    /// <summary>Draws somebody who could have sent a request.</summary>
    /// <param name="said">The request.</param>
    /// <param name="dice">The draws.</param>
    /// <param name="likelihood">How likely such a person is to say what the request says; the weight of this draw.</param>
    /// <param name="known">
    /// The providers that they may know, when nobody asked them for wishes. Null when somebody did: then that the request names no level,
    /// no limit, no provider and no kind of provider says that they have no such wish, which is what the public contract takes it for.
    /// </param>
    public Profile Complete(Profile said, Dice dice, out double likelihood, IReadOnlyList<Provider>? known = null)
    {
        var answers = new LikelihoodWeightedSampler(dice);
        var (experience, likes) = (said.Experience, said.Preferences);

        var (sector, seniority) = SectorAndSeniority(said.Sector, experience.Seniority, answers);
        var senior = seniority is Seniority.Senior or Seniority.MultiSite;
        var profile = answers.Pick(experience.Profile, ProfileWeights(sector, seniority, senior));
        var specialist = profile is ExperienceProfile.CareersSpecialist;
        var inCareers = answers.Number(experience.YearsInCareers, 1, years[(int)profile]);
        var qualification = answers.Pick(
            experience.HighestCareersQualification,
            specialist ? specialistQualificationShares : qualificationShares
        );
        var writing = answers.Pick(experience.AcademicWriting, WritingWeights(profile, qualification));
        var hours = answers.Number(said.Availability.StudyHoursPerWeek, HoursStep, HoursWeights(seniority, senior, specialist));
        var timePoor = hours < TimePoorHours;
        var level = Level(
            said.PreferredAccreditation,
            known is not null,
            LevelWeights(profile, seniority, writing, timePoor),
            answers,
            dice
        );

        var open = answers.Chance(said.OpenToTravel, figures.Of("openToTravel"));
        // Who is open to travel names no limit; otherwise leaving one field out of the request would refuse what they chose.
        var limited = answers.Chance(known is null ? said.MaxDistanceMiles is not null : null, open ? 0 : figures.Of("distanceLimit"));

        var person = said with
        {
            OpenToTravel = open,
            MaxDistanceMiles =
                known is null || !limited
                    ? said.MaxDistanceMiles
                    : Math.Round(dice.Between(figures.Of("distanceLimitLeast"), figures.Of("distanceLimitMost"))),
            CanStayOvernight = answers.Chance(said.CanStayOvernight, figures.Of("canStayOvernight")),
            Availability = said.Availability with
            {
                StudyHoursPerWeek = hours,
                SessionTypes = Attends(said.Availability.SessionTypes, timePoor, dice, answers),
            },
            PreferredAccreditation = level,
            Sector = sector,
            Experience = new()
            {
                Profile = profile,
                YearsInCareers = inCareers,
                Seniority = seniority,
                HighestCareersQualification = qualification,
                AcademicWriting = writing,
            },
            Preferences = likes with
            {
                KnownProviders =
                    known is not null && dice.Chance(figures.Of("knownProvider"))
                        ? [known[dice.Below(known.Count)].Id]
                        : likes.KnownProviders,
                ProviderType =
                    known is not null && dice.Chance(figures.Of("wantedProviderType"))
                        ? dice.Pick<ProviderType>(wantedProviderTypeShares)
                        : likes.ProviderType,
                Balance = answers.Pick(likes.Balance, balanceShares),
                Pace = answers.Pick(likes.Pace, paceShares),
                Benchmarks = likes.Benchmarks.Count > 0 ? likes.Benchmarks : DrawBenchmarks(dice),
            },
        };
        likelihood = answers.Likelihood;
        return person;
    }

    // Nobody's wish but their own: null for who has none in particular.
    private Accreditation? Level(Accreditation? said, bool mayBeUnsaid, double[] weights, LikelihoodWeightedSampler answers, Dice dice)
    {
        var none = figures.Of("level.noPreference");
        if (said is not null)
        {
            answers.Account(1 - none);
            return answers.Pick(said, weights);
        }
        if (mayBeUnsaid)
            return dice.Chance(none) ? null : dice.Pick<Accreditation>(weights);
        answers.Account(none);
        return null;
    }

    private (Sector Sector, Seniority Seniority) SectorAndSeniority(
        Sector? saidSector,
        Seniority? saidSeniority,
        LikelihoodWeightedSampler answers
    )
    {
        var bySector = sectorBySeniority.Select(row => row.Sum()).ToArray();
        var sector = answers.Pick(saidSector, bySector);
        return (sector, answers.Pick(saidSeniority, sectorBySeniority[(int)sector]));
    }

    private double[] ProfileWeights(Sector sector, Seniority seniority, bool senior)
    {
        double[] weights = [.. profileShares];
        if (senior)
            weights[(int)ExperienceProfile.OldHand] *= figures.Of("seniorOldHand");
        var specialist = 1.0;
        if (senior)
            specialist *= figures.Of("seniorSpecialist");
        if (seniority is Seniority.Junior)
            specialist *= figures.Of("juniorSpecialist");
        if (sector is Sector.FurtherEducation or Sector.SixthFormCollege)
            specialist *= figures.Of("collegeSpecialist");
        weights[(int)ExperienceProfile.CareersSpecialist] *= specialist;
        return weights;
    }

    private double[] WritingWeights(ExperienceProfile profile, CareersQualification qualification)
    {
        double[] weights = [.. writingShares];
        if (qualification >= CareersQualification.Level6)
            weights[(int)AcademicWriting.Rusty] *= figures.Of("qualifiedRusty");
        if (profile is ExperienceProfile.OldHand)
            weights[(int)AcademicWriting.Rusty] *= figures.Of("oldHandRusty");
        if (profile is ExperienceProfile.Newbie)
            weights[(int)AcademicWriting.Rusty] *= figures.Of("newbieRusty");
        return weights;
    }

    private double[] HoursWeights(Seniority seniority, bool senior, bool specialist)
    {
        var mean =
            figures.Of("hoursMean")
            + (senior ? figures.Of("hoursSenior") : 0)
            + (seniority is Seniority.Junior ? figures.Of("hoursJunior") : 0)
            + (specialist ? figures.Of("hoursSpecialist") : 0);
        return
        [
            .. Enumerable
                .Range(0, (int)(MostHours / HoursStep) + 1)
                .Select(step => Math.Exp(-Math.Pow((step * HoursStep - mean) / figures.Of("hoursSpread"), 2) / 2)),
        ];
    }

    private double[] LevelWeights(ExperienceProfile profile, Seniority seniority, AcademicWriting writing, bool timePoor)
    {
        double[] weights = [.. levelShares];
        void Times(Accreditation level, bool when, string factor) => weights[(int)level] *= when ? figures.Of(factor) : 1;
        Times(Accreditation.NonAccredited, timePoor, "timePoorNonAccredited");
        Times(Accreditation.NonAccredited, profile is ExperienceProfile.OldHand, "oldHandNonAccredited");
        Times(Accreditation.NonAccredited, profile is ExperienceProfile.CareersSpecialist, "specialistNonAccredited");
        Times(Accreditation.NonAccredited, seniority is Seniority.Junior, "juniorNonAccredited");
        Times(Accreditation.NonAccredited, seniority is Seniority.Middle, "middleNonAccredited");
        Times(Accreditation.NonAccredited, writing is AcademicWriting.Rusty, "rustyNonAccredited");
        Times(Accreditation.Level7, writing is AcademicWriting.Rusty, "rustyLevel7");
        return weights;
    }

    /// <summary>
    /// The kinds of session they can attend; who could come to nothing but online sessions is taken to manage all, as every course has
    /// others.
    /// </summary>
    private IReadOnlyList<SessionType> Attends(IReadOnlyList<SessionType> said, bool timePoor, Dice dice, LikelihoodWeightedSampler answers)
    {
        double[] chances = [.. attendShares];
        if (timePoor)
            chances[(int)SessionType.WeekdayFullDay] *= figures.Of("timePoorWeekday");
        if (said.Count > 0)
        {
            var none = SessionTypes
                .Where(type => type != SessionType.Online)
                .Aggregate(1.0, (product, type) => product * (1 - chances[(int)type]));
            var exactly = SessionTypes.Aggregate(
                1.0,
                (product, type) => product * (said.Contains(type) ? chances[(int)type] : 1 - chances[(int)type])
            );
            answers.Account(exactly + (said.Count == SessionTypes.Length ? none : 0));
            return said;
        }
        var types = SessionTypes.Where(type => dice.Chance(chances[(int)type])).ToArray();
        return Array.Exists(types, type => type != SessionType.Online) ? types : SessionTypes;
    }

    private List<int> DrawBenchmarks(Dice dice)
    {
        var chance = figures.Of("benchmark");
        var needs = Enumerable.Range(1, 8).Where(_ => dice.Chance(chance)).ToList();
        return needs.Count > 0 ? needs : [1 + dice.Below(8)];
    }

    /// <summary>
    /// The joint shares of sector and seniority: the odds tilted, the published margins kept (iterative proportional fitting; Deming and
    /// Stephan, 1940).
    /// </summary>
    private double[][] Tilt(double[] sectors, double[] seniorities)
    {
        const int steps = 100;
        double Odds(Sector sector, Seniority seniority) =>
            (sector, seniority) switch
            {
                (Sector.FurtherEducation or Sector.SixthFormCollege, Seniority.Middle) => figures.Of("collegeMiddle"),
                (Sector.Special or Sector.AlternativeProvision, Seniority.Senior) => figures.Of("specialSenior"),
                _ => 1,
            };
        var joint = sectors
            .Select(
                (share, sector) =>
                    seniorities.Select((other, seniority) => share * other * Odds((Sector)sector, (Seniority)seniority)).ToArray()
            )
            .ToArray();
        for (var step = 0; step < steps; step++)
        {
            for (var j = 0; j < seniorities.Length; j++)
            {
                var sum = joint.Sum(row => row[j]);
                foreach (var row in joint)
                    row[j] *= seniorities[j] / sum;
            }
            for (var i = 0; i < sectors.Length; i++)
            {
                var sum = joint[i].Sum();
                // Nobody of the interviewees works in an independent school.
                if (sum > 0)
                    joint[i] = [.. joint[i].Select(share => share * sectors[i] / sum)];
            }
        }
        return joint;
    }

    private static double[] Years(int least, int most) => [.. Enumerable.Range(0, most + 1).Select(year => year >= least ? 1.0 : 0)];
}
