using Matcher.Api.Http;
using Matcher.Api.Recommendations.Ranking;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
using Matcher.Data.Places;

namespace Matcher.Api.Recommendations;

/// <summary>
/// The providers' courses, ranked for one Careers Leader. Every course is either under `recommendations` or under `notEligible`.
/// </summary>
/// <remarks>The documented shape. <see cref="AnswerWriter"/> writes it; a test holds what it writes against this record.</remarks>
/// <param name="RequestId">Names this answer, for questions about it.</param>
/// <param name="ModelVersion">The model that ranked; null when none took part: the answer is degraded, or nothing is eligible.</param>
/// <param name="CatalogueVersion">The catalogue that the courses come from: the same version, the same content.</param>
/// <param name="IllustrativeCatalogue">True when the catalogue's providers, courses and cohorts are made up.</param>
/// <param name="SimulatedModel">True while less than half of the evidence behind the model is recorded choices; null when no model took
/// part: the answer is degraded, or nothing is eligible.</param>
/// <param name="RecordedShare">How much of the evidence behind the model is recorded choices, 0 to 1; the rest is simulated. Null when no
/// model took part.</param>
/// <param name="Degraded">True when the scorer did not answer in time: the order is then what can still be applied for, wanted level,
/// distance, start, without scores.</param>
/// <param name="PlacedBy">How the person was located. Distances are measured from there.</param>
/// <param name="DistanceNote">A sentence that says how distances are measured.</param>
/// <param name="EligibleCourses">Courses that the person can take, before `limit` cut the list.</param>
/// <param name="CommonReasons">What speaks for every one of the recommended courses, for this person: said here once and left out of each
/// that has reasons of its own. Empty for a single course.</param>
/// <param name="Recommendations">The courses in the order in which to look at them, at most `limit`.</param>
/// <param name="Advice">
/// Empty when enough fits. When little does (fewer than 3 courses, or none of the wanted level within 30 miles): that it does, how far the
/// nearest is, and which single wish given up would bring how many more courses within how many miles; at most three wishes.
/// </param>
/// <param name="NotEligible">The courses that the person can't take, with why, by course id.</param>
/// <param name="Funding">Who pays.</param>
/// <param name="OnlineIntroduction">A free introduction that anybody can take besides.</param>
internal sealed record RecommendationResponse(
    string RequestId,
    string? ModelVersion,
    string CatalogueVersion,
    bool IllustrativeCatalogue,
    bool? SimulatedModel,
    double? RecordedShare,
    bool Degraded,
    Precision PlacedBy,
    string DistanceNote,
    int EligibleCourses,
    IReadOnlyList<string> CommonReasons,
    IReadOnlyList<Recommendation> Recommendations,
    IReadOnlyList<string> Advice,
    IReadOnlyList<IneligibleCourse> NotEligible,
    Funding Funding,
    OnlineIntroduction OnlineIntroduction
);

/// <summary>A course to take, through its best eligible cohort.</summary>
/// <param name="Rank">
/// The order in which to look at the courses, from 1. It follows the choice probability but not exactly: a course that is nearer and as
/// good in everything that the person said comes before the other, and courses that are about as probable take turns at the front, so that
/// people in different places see different ones first.
/// </param>
/// <param name="CourseId">The course.</param>
/// <param name="Title">The course's title.</param>
/// <param name="Provider">Who offers it.</param>
/// <param name="Accreditation">The level it leads to.</param>
/// <param name="Credits">Academic credits; 0 for a non-accredited course.</param>
/// <param name="Delivery">How it is taught.</param>
/// <param name="Cohort">The eligible cohort that suits the person best.</param>
/// <param name="DistanceMiles">From the given location to the cohort's venue, in miles, to one decimal: as the crow flies, or around water
/// and over bridges and ferries where that is the way.</param>
/// <param name="SessionsYouCanAttend">Sessions of a kind the person can attend, on days they have not ruled out.</param>
/// <param name="Sessions">Sessions in all, online ones too.</param>
/// <param name="DaysAwayFromSchool">Working days, in halves, on which the school does without the person.</param>
/// <param name="Weeks">From the first session to the last, rounded up.</param>
/// <param name="Score">The model's log-utility of the course, which is that of its best eligible cohort. To six decimals; only compares
/// within this answer. Null when the answer is degraded.</param>
/// <param name="ChoiceProbability">
/// The modelled probability that the person chooses this course, summed over its eligible cohorts; 1 over all eligible courses, before
/// `limit`. To six decimals. Null when the answer is degraded.
/// </param>
/// <param name="BaseScore">The score of an average candidate, on the scale of this answer, to six decimals. Null when the scores are not
/// explained.</param>
/// <param name="Contributions">
/// What each factor adds to the base score, or takes away, the largest first: Shapley values of the model for the cohort. Other cohorts of
/// the course add nothing, so `otherCohorts` does not occur any more. Base and contributions sum to the score. Factors that contribute
/// nothing are left out. Null when the scores are not explained.
/// </param>
/// <param name="Reasons">What speaks for it, for this person, against what else they could have; what sets it apart most comes first. One
/// to five.</param>
/// <param name="Cautions">What to know before choosing it; what sets it back most comes first, and what the score does not know of
/// last.</param>
/// <param name="OtherCohorts">The course's other eligible cohorts, the best first.</param>
internal sealed record Recommendation(
    int Rank,
    string CourseId,
    string Title,
    RecommendedProvider Provider,
    Accreditation Accreditation,
    int Credits,
    Delivery Delivery,
    RecommendedCohort Cohort,
    RoundedNumber DistanceMiles,
    int SessionsYouCanAttend,
    int Sessions,
    double DaysAwayFromSchool,
    int Weeks,
    RoundedNumber? Score,
    RoundedNumber? ChoiceProbability,
    RoundedNumber? BaseScore,
    IReadOnlyList<Contribution>? Contributions,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<string> Cautions,
    IReadOnlyList<OtherCohort> OtherCohorts
);

/// <summary>Who offers a course.</summary>
/// <param name="Id">Stable.</param>
/// <param name="Name">For people. In an illustrative catalogue it names no real organisation.</param>
/// <param name="Type">What kind of organisation it is.</param>
/// <param name="Coverage">Whether it offers courses in one region or across England.</param>
internal sealed record RecommendedProvider(string Id, string Name, ProviderType Type, Coverage Coverage);

/// <summary>One run of a course.</summary>
/// <param name="Id">Stable.</param>
/// <param name="Venue">Where its face-to-face sessions are.</param>
/// <param name="StartsOn">The first session.</param>
/// <param name="EndsOn">The last session.</param>
/// <param name="SessionTypes">The kinds of session it has.</param>
/// <param name="Residential">Whether it includes a night away.</param>
/// <param name="PlacesLeft">Places not taken yet.</param>
internal sealed record RecommendedCohort(
    string Id,
    string Venue,
    DateOnly StartsOn,
    DateOnly EndsOn,
    IReadOnlyList<SessionType> SessionTypes,
    bool Residential,
    int PlacesLeft
);

/// <summary>Another run of the course that the person can take.</summary>
/// <param name="Id">Stable.</param>
/// <param name="Venue">Where its face-to-face sessions are.</param>
/// <param name="StartsOn">The first session.</param>
/// <param name="DistanceMiles">In miles, measured as that of the best cohort, to one decimal.</param>
/// <param name="PlacesLeft">Places not taken yet.</param>
internal sealed record OtherCohort(string Id, string Venue, DateOnly StartsOn, RoundedNumber DistanceMiles, int PlacesLeft);

/// <summary>A course that the person can't take.</summary>
/// <param name="CourseId">The course.</param>
/// <param name="Reasons">Everything that refuses its cohorts.</param>
internal sealed record IneligibleCourse(string CourseId, IReadOnlyList<RefusalReason> Reasons);

/// <summary>Why cohorts of a course are refused.</summary>
/// <param name="Code">Stable, so a program may branch on it.</param>
/// <param name="Detail">A sentence for a person.</param>
internal sealed record RefusalReason(Refusal Code, string Detail);

/// <summary>Who pays.</summary>
/// <param name="Eligible">Whether the programme funds the person's place; true when the sector is not given, or has to ask.</param>
/// <param name="FeePounds">What the school or college pays, in pounds; null when the programme doesn't fund it, or may not.</param>
/// <param name="BursaryPounds">What it can claim on completion, in pounds; 0 when there is no bursary, or none that is certain.</param>
/// <param name="Detail">A sentence for the leader who signs the application.</param>
internal sealed record Funding(bool Eligible, int? FeePounds, int BursaryPounds, string Detail);

/// <summary>A free introduction online.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Hours">How long it takes.</param>
internal sealed record OnlineIntroduction(string Title, double Hours)
{
    /// <summary>The one that a catalogue names.</summary>
    public static OnlineIntroduction Of(About about) => new(about.OnlineIntroductionTitle, about.OnlineIntroductionHours);
}
