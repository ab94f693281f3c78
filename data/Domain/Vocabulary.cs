using System.Text.Json.Serialization;
using Matcher.Data.Text;

namespace Matcher.Data.Domain;

/// <summary>The level a course is accredited at.</summary>
[JsonConverter(typeof(EnumNameConverter<Accreditation>))]
public enum Accreditation
{
    /// <summary>No qualification at the end, no assessment on the way.</summary>
    NonAccredited,

    /// <summary>Level 6 of the English qualification levels: as the last year of a bachelor's degree.</summary>
    Level6,

    /// <summary>Level 7 of the English qualification levels: as a master's degree.</summary>
    Level7,
}

/// <summary>What kind of organisation a provider is.</summary>
[JsonConverter(typeof(EnumNameConverter<ProviderType>))]
public enum ProviderType
{
    /// <summary>An organisation whose business is careers guidance.</summary>
    CareersSpecialist,

    /// <summary>A university.</summary>
    University,

    /// <summary>An organisation whose business is leadership and management training.</summary>
    LeadershipAndManagement,
}

/// <summary>Where a provider offers its courses. It describes the provider and refuses nobody.</summary>
[JsonConverter(typeof(EnumNameConverter<Coverage>))]
public enum Coverage
{
    /// <summary>In and around one region.</summary>
    Regional,

    /// <summary>Across England.</summary>
    National,
}

/// <summary>How a course is taught.</summary>
[JsonConverter(typeof(EnumNameConverter<Delivery>))]
public enum Delivery
{
    /// <summary>Face-to-face sessions with online work beside them.</summary>
    Blended,

    /// <summary>Face-to-face sessions only.</summary>
    FaceToFace,
}

/// <summary>When and how a session takes place.</summary>
[JsonConverter(typeof(EnumNameConverter<SessionType>))]
public enum SessionType
{
    /// <summary>A full school day, Monday to Friday.</summary>
    WeekdayFullDay,

    /// <summary>A morning or an afternoon, Monday to Friday.</summary>
    WeekdayHalfDay,

    /// <summary>One of two days that follow each other.</summary>
    TwoDaysBackToBack,

    /// <summary>After the school day, Monday to Friday.</summary>
    Twilight,

    /// <summary>On a Saturday or Sunday.</summary>
    Weekend,

    /// <summary>Live, at a set time, from anywhere.</summary>
    Online,
}

/// <summary>How somebody who misses a session catches up.</summary>
[JsonConverter(typeof(EnumNameConverter<CatchUp>))]
public enum CatchUp
{
    /// <summary>The same session with another cohort.</summary>
    AnotherCohort,

    /// <summary>A conversation with a tutor.</summary>
    OneToOne,
}

/// <summary>How a course is balanced, or how somebody likes it to be.</summary>
[JsonConverter(typeof(EnumNameConverter<Balance>))]
public enum Balance
{
    /// <summary>More practice than theory.</summary>
    Practical,

    /// <summary>As much of one as of the other.</summary>
    Balanced,

    /// <summary>More theory than practice.</summary>
    Theoretical,
}

/// <summary>How long somebody wants the course to last.</summary>
[JsonConverter(typeof(EnumNameConverter<Pace>))]
public enum Pace
{
    /// <summary>Over soon.</summary>
    Quick,

    /// <summary>Spread over the year.</summary>
    SpreadOut,
}

/// <summary>Which edition of the Gatsby Benchmarks is meant. Both have the same eight numbers, so one matches the other.</summary>
[JsonConverter(typeof(EnumNameConverter<BenchmarkEdition>))]
public enum BenchmarkEdition
{
    /// <summary>The first, of 2014.</summary>
    Gatsby2014,

    /// <summary>The updated one, which schools and colleges follow from September 2025.</summary>
    Gatsby2025,
}
