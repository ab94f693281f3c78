using System.Globalization;
using System.Text.Json;
using Matcher.Data.Text;

namespace Matcher.Api.Http;

/// <summary>One value, which is not null unless it is in a list.</summary>
/// <param name="Element">The value.</param>
/// <param name="Object">The object it belongs to; null for the whole document.</param>
/// <param name="Name">The field that holds it, or its list.</param>
/// <param name="Index">Its index in a list, if in one.</param>
/// <param name="Faults">Where its faults are noted.</param>
internal readonly record struct JsonItem(JsonElement Element, JsonFields? Object, string Name, int? Index, ICollection<FieldFault> Faults)
{
    private const int LongestShown = 40;

    /// <summary>Its path in the document.</summary>
    public string Path => (Object is null ? Name : $"{Object.Path}.{Name}") + (Index is { } index ? $"[{index}]" : "");

    public void AddError(string message, string advice) => Faults.Add(new(Path, message, advice));

    public double? Number(double least, double most)
    {
        if (Element.ValueKind != JsonValueKind.Number)
            AddError($"A number is needed here, not {JsonFields.Kind(Element)}.", Range());
        else if (!Element.TryGetDouble(out var number) || !double.IsFinite(number) || number < least || number > most)
            AddError("The number is out of range.", Range());
        else
            return number;
        return null;

        string Range() => string.Create(CultureInfo.InvariantCulture, $"Send a number from {least} to {most}.");
    }

    public int? WholeNumber(int least, int most)
    {
        if (Element.ValueKind != JsonValueKind.Number)
            AddError($"A whole number is needed here, not {JsonFields.Kind(Element)}.", Range());
        else if (!Element.TryGetDouble(out var number) || number < least || number > most || number != Math.Floor(number))
            AddError("The number is out of range, or not whole.", Range());
        else
            return (int)number;
        return null;

        string Range() => $"Send a whole number from {least} to {most}.";
    }

    public bool? Flag()
    {
        if (Element.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return Element.GetBoolean();
        AddError($"True or false is needed here, not {JsonFields.Kind(Element)}.", "Send true or false, without quotation marks.");
        return null;
    }

    public string? Text(int longest) => Bounded(ReadText(), longest);

    public string? Code(int longest, string? advice = null) =>
        Bounded(ReadText() is { } text ? PlainText.Visible(text) : null, longest, advice);

    public DateOnly? Date(DateOnly first, DateOnly last)
    {
        if (ReadText() is not { } text)
            return null;
        if (!DateOnly.TryParseExact(PlainText.Of(text), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            AddError("This is not a date.", "Send year, month and day, such as 2027-01-31.");
        else if (date < first || date > last)
            AddError("The date is out of range.", $"Send a date from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}.");
        else
            return date;
        return null;
    }

    public T? Word<T>()
        where T : struct, Enum
    {
        if (ReadText() is not { } text)
            return null;
        if (EnumNames.TryParse<T>(text, out var word))
            return word;
        AddError(ValidWords.Unknown(text), ValidWords.Advice(EnumNames.All<T>()));
        return null;
    }

    public T? ReadObject<T>(Func<JsonFields, T> read)
        where T : class => JsonFields.Read(this, read);

    /// <summary>A value of this list.</summary>
    public JsonItem At(int index, JsonElement element) => this with { Element = element, Index = index };

    /// <summary>A text from outside, in quotation marks and cut short.</summary>
    internal static string Quote(string text) =>
        $"'{Shorten(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    /// <summary>A text from outside, cut short.</summary>
    internal static string Shorten(string text) =>
        text.Length <= LongestShown ? text : text[..(char.IsHighSurrogate(text[LongestShown - 1]) ? LongestShown - 1 : LongestShown)] + "…";

    private string? Bounded(string? text, int longest, string? advice = null)
    {
        if (text is null || (text.Trim().Length > 0 && text.Length <= longest))
            return text;
        AddError(
            text.Length > longest ? "The text is too long." : "The text is empty.",
            advice ?? $"Send 1 to {longest} characters, or leave the field out."
        );
        return null;
    }

    private string? ReadText()
    {
        if (Element.ValueKind != JsonValueKind.String)
        {
            AddError($"Text is needed here, not {JsonFields.Kind(Element)}.", "Write it in quotation marks.");
            return null;
        }
        try
        {
            return Element.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, such as "\ud800": well-formed JSON, but no text.
            AddError("This is not valid Unicode text.", "Send UTF-8, and correct escapes that start with \\u.");
            return null;
        }
    }
}
