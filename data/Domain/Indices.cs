namespace Matcher.Data.Domain;

/// <summary>A course's index among <see cref="Catalogue.Courses"/>, from 0. A type of its own: it can't be taken for a cohort's.</summary>
public readonly record struct CourseIndex(int Value);

/// <summary>A cohort's index among <see cref="Catalogue.Cohorts"/>, from 0.</summary>
public readonly record struct CohortIndex(int Value);
