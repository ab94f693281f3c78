using System.Globalization;
using Matcher.Data.Text;

namespace Matcher.Api.Http;

/// <summary>The kinds of parameters that a query may have.</summary>
internal static class QueryParameters
{
    private const int MostPages = 1_000_000;
    private const int MostItems = 100;

    /// <summary>Which page of a list.</summary>
    public static QueryParameter<int?> Page { get; } = Whole("page", "Which page, from 1.", 1, MostPages) with { Fallback = 1 };

    /// <summary>How much of a list a page holds.</summary>
    public static QueryParameter<int?> PageSize { get; } =
        Whole("pageSize", "How many items a page has.", 1, MostItems) with
        {
            Fallback = 20,
        };

    /// <summary>A text of any form.</summary>
    public static QueryParameter<string> Text(string name, string description) =>
        new(name, description, (string text, out string? value) => (value = text) is not null, _ => "", "");

    /// <summary>One of a few texts, however it is capitalised.</summary>
    public static QueryParameter<string> OneOf(string name, string description, IReadOnlyList<string> texts) =>
        new(
            name,
            description,
            (string text, out string? value) =>
                (value = texts.FirstOrDefault(each => each.Equals(text, StringComparison.OrdinalIgnoreCase))) is not null,
            ValidWords.Unknown,
            ValidWords.Advice(texts)
        )
        {
            Texts = texts,
        };

    /// <summary>A word of an enum.</summary>
    public static QueryParameter<T?> Word<T>(string name, string description)
        where T : struct, Enum =>
        new(
            name,
            description,
            (string text, out T? value) => (value = EnumNames.TryParse<T>(text, out var word) ? word : null) is not null,
            ValidWords.Unknown,
            ValidWords.Advice(EnumNames.All<T>())
        )
        {
            Type = typeof(T),
        };

    /// <summary>A yes or no.</summary>
    public static QueryParameter<bool?> Flag(string name, string description) =>
        new(
            name,
            description,
            (string text, out bool? value) => (value = bool.TryParse(text, out var flag) ? flag : null) is not null,
            _ => "True or false is needed here.",
            "Send true or false."
        )
        {
            Type = typeof(bool),
        };

    /// <summary>A whole number.</summary>
    public static QueryParameter<int?> Whole(string name, string description, int least, int most) =>
        new(
            name,
            description,
            (string text, out int? value) =>
                (
                    value =
                        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                        && number >= least
                        && number <= most
                            ? number
                            : null
                )
                    is not null,
            _ => "The number is out of range, or not whole.",
            $"Send a whole number from {least} to {most}."
        )
        {
            Type = typeof(int),
            Bounds = (least, most),
        };

    /// <summary>A day.</summary>
    public static QueryParameter<DateOnly?> Day(string name, string description, DateOnly? first = null, DateOnly? last = null) =>
        new(
            name,
            description,
            (string text, out DateOnly? value) =>
                (
                    value =
                        DateOnly.TryParseExact(
                            PlainText.Of(text),
                            "yyyy-MM-dd",
                            CultureInfo.InvariantCulture,
                            DateTimeStyles.None,
                            out var day
                        )
                        && !(day < first)
                        && !(day > last)
                            ? day
                            : null
                )
                    is not null,
            _ => "This is not a date, or out of range.",
            "Send year, month and day, such as 2027-01-31."
        )
        {
            Type = typeof(DateOnly),
        };
}
