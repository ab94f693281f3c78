using System.Text.Json.Serialization;
using Matcher.Data.Text;

namespace Matcher.Data.Domain;

/// <summary>The kind of school or college a Careers Leader works in.</summary>
[JsonConverter(typeof(EnumNameConverter<Sector>))]
public enum Sector
{
    /// <summary>A secondary school, academy or maintained.</summary>
    Secondary,

    /// <summary>A sixth form college.</summary>
    SixthFormCollege,

    /// <summary>A further education college.</summary>
    FurtherEducation,

    /// <summary>A special school.</summary>
    Special,

    /// <summary>Alternative provision, such as a pupil referral unit.</summary>
    AlternativeProvision,

    /// <summary>A university technical college.</summary>
    Utc,

    /// <summary>A state boarding school.</summary>
    Boarding,

    /// <summary>An independent school. The programme does not fund its places.</summary>
    Independent,

    /// <summary>An independent training provider. Whether its places are funded, the Careers &amp; Enterprise Company says.</summary>
    IndependentTrainingProvider,
}

/// <summary>The three groups of Careers Leaders that the evaluation describes.</summary>
[JsonConverter(typeof(EnumNameConverter<ExperienceProfile>))]
public enum ExperienceProfile
{
    /// <summary>One or two years in the role.</summary>
    Newbie,

    /// <summary>About eight years in the role, or more.</summary>
    OldHand,

    /// <summary>A careers professional, mostly qualified.</summary>
    CareersSpecialist,
}

/// <summary>How senior somebody is.</summary>
[JsonConverter(typeof(EnumNameConverter<Seniority>))]
public enum Seniority
{
    /// <summary>Junior or support staff.</summary>
    Junior,

    /// <summary>Middle leader.</summary>
    Middle,

    /// <summary>Senior leader.</summary>
    Senior,

    /// <summary>A leader across several sites.</summary>
    MultiSite,
}

/// <summary>The highest careers qualification somebody holds.</summary>
[JsonConverter(typeof(EnumNameConverter<CareersQualification>))]
public enum CareersQualification
{
    /// <summary>None.</summary>
    None,

    /// <summary>Level 4.</summary>
    Level4,

    /// <summary>Level 6.</summary>
    Level6,

    /// <summary>Level 7.</summary>
    Level7,
}

/// <summary>How at ease somebody is with academic writing.</summary>
[JsonConverter(typeof(EnumNameConverter<AcademicWriting>))]
public enum AcademicWriting
{
    /// <summary>A long time ago, or never.</summary>
    Rusty,

    /// <summary>Some practice.</summary>
    Some,

    /// <summary>At ease with it.</summary>
    Confident,
}
