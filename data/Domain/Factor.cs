using System.Text.Json.Serialization;
using Matcher.Data.Text;

namespace Matcher.Data.Domain;

/// <summary>What a person calls the things that a score is made of.</summary>
[JsonConverter(typeof(EnumNameConverter<Factor>))]
public enum Factor
{
    /// <summary>How far the venue is.</summary>
    Location,

    /// <summary>A station near the venue, nights away.</summary>
    Travel,

    /// <summary>The level of the accreditation.</summary>
    Level,

    /// <summary>What writing a level asks for.</summary>
    AcademicWriting,

    /// <summary>Sessions that the person can be at.</summary>
    Availability,

    /// <summary>Hours of study between sessions.</summary>
    StudyTime,

    /// <summary>Working days away from the school or college.</summary>
    TimeAway,

    /// <summary>Weeks, sessions and contact hours.</summary>
    Duration,

    /// <summary>Kinds of session, and how a missed one is caught up.</summary>
    Delivery,

    /// <summary>How satisfied earlier participants were.</summary>
    Reputation,

    /// <summary>What kind of organisation the provider is, and whether the person knows it.</summary>
    Provider,

    /// <summary>Practice against theory.</summary>
    Balance,

    /// <summary>Content for the person's kind of school or college.</summary>
    Sector,

    /// <summary>The Gatsby Benchmarks that the school most needs.</summary>
    Benchmarks,

    /// <summary>How long it is until the first session.</summary>
    Start,

    /// <summary>The person's profile, years, seniority and qualification, as far as they matter beyond the level.</summary>
    Experience,

    /// <summary>That a course has more than one cohort that suits.</summary>
    OtherCohorts,
}
