using System.Globalization;
using System.Text.Json;
using Matcher.Data.Domain;

namespace Matcher.Api.Http;

/// <summary>
/// Reads the fields of a JSON object by name and notes every fault with its JSON path (RFC 9535). A faulty field reads as null, so
/// that one pass finds all faults. Null reads as missing. A field that nobody asked for is a fault.
/// </summary>
internal sealed class JsonFields
{
    private readonly JsonElement element;
    private readonly string path;
    private readonly ICollection<FieldFault> faults;
    private readonly List<string> names = [];

    private JsonFields(JsonElement element, string path, ICollection<FieldFault> faults) => (this.element, this.path, this.faults) = (element, path, faults);

    /// <summary>Reads an object; null, with a fault, when it is none.</summary>
    public static T? Read<T>(JsonElement element, string path, ICollection<FieldFault> faults, Func<JsonFields, T> read)
        where T : class
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new(path, $"An object is needed here, not {Kind(element)}.", "Write fields in { }."));
            return null;
        }
        var fields = new JsonFields(element, path, faults);
        var result = read(fields);
        fields.ComplainOfUnknown();
        return result;
    }

    /// <summary>Whether the field stands there with a value.</summary>
    public bool Has(string name) => element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>Notes a fault in a field, or in the object itself when the name is empty.</summary>
    public void Complain(string name, string message, string advice) => faults.Add(new(PathOf(name), message, advice));

    /// <summary>A number in a range.</summary>
    public double? Number(string name, double least, double most) => Item(name)?.Number(least, most);

    /// <summary>A whole number in a range.</summary>
    public int? WholeNumber(string name, int least, int most) => Item(name)?.WholeNumber(least, most);

    /// <summary>true or false.</summary>
    public bool? Flag(string name) => Item(name)?.Flag();

    /// <summary>A text that is not empty and not too long.</summary>
    public string? Text(string name, int longest) => Item(name)?.Text(longest);

    /// <summary>A day in a range.</summary>
    public DateOnly? Date(string name, DateOnly first, DateOnly last) => Item(name)?.Date(first, last);

    /// <summary>A day in a range that must stand there.</summary>
    public DateOnly? RequiredDate(string name, DateOnly first, DateOnly last)
    {
        if (!Has(name)) Complain(name, "The field is missing.", "Add it.");
        return Date(name, first, last);
    }

    /// <summary>One of an enum's words.</summary>
    public T? Word<T>(string name)
        where T : struct, Enum => Item(name)?.Word<T>();

    /// <summary>An object.</summary>
    public T? Object<T>(string name, Func<JsonFields, T> read)
        where T : class => Item(name)?.Object(read);

    /// <summary>An object that must stand there.</summary>
    public T? RequiredObject<T>(string name, Func<JsonFields, T> read)
        where T : class
    {
        if (!Has(name)) Complain(name, "The field is missing.", "Add it.");
        return Object(name, read);
    }

    /// <summary>A list that is not too long; in the place of a faulty item stands nothing, or what <paramref name="read"/> gives for it.</summary>
    public IReadOnlyList<T>? List<T>(string name, int most, Func<JsonItem, T?> read)
    {
        if (Item(name) is not { } list) return null;
        if (list.Element.ValueKind != JsonValueKind.Array)
        {
            list.Complain($"A list is needed here, not {Kind(list.Element)}.", "Write values in [ ].");
            return null;
        }
        if (list.Element.GetArrayLength() > most)
        {
            list.Complain($"The list has {list.Element.GetArrayLength()} values.", $"Send at most {most}.");
            return null;
        }
        return [.. list.Element.EnumerateArray().Select((item, i) => read(new(item, $"{list.Path}[{i}]", faults))).OfType<T>()];
    }

    /// <summary>What a value is, in words.</summary>
    internal static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };

    private JsonItem? Item(string name)
    {
        names.Add(name);
        return Has(name) ? new(element.GetProperty(name), PathOf(name), faults) : null;
    }

    private string PathOf(string name) => name.Length == 0 ? path : $"{path}.{name}";

    private void ComplainOfUnknown()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (!seen.Add(property.Name))
                faults.Add(new($"{path}[{JsonItem.Quote(property.Name)}]", "The field stands here more than once.", "Keep one of them."));
            else if (!names.Contains(property.Name))
                faults.Add(new($"{path}[{JsonItem.Quote(property.Name)}]", "There is no such field here.", $"Remove it, or use one of {string.Join(", ", names)}."));
        }
    }
}

/// <summary>One value, which is not null unless it stands in a list.</summary>
internal readonly record struct JsonItem(JsonElement Element, string Path, ICollection<FieldFault> Faults)
{
    private const int LongestShown = 40;

    public void Complain(string message, string advice) => Faults.Add(new(Path, message, advice));

    public double? Number(double least, double most)
    {
        var range = string.Create(CultureInfo.InvariantCulture, $"Send a number from {least} to {most}.");
        if (Element.ValueKind != JsonValueKind.Number) Complain($"A number is needed here, not {JsonFields.Kind(Element)}.", range);
        else if (!Element.TryGetDouble(out var number) || !double.IsFinite(number) || number < least || number > most) Complain("The number is out of range.", range);
        else return number;
        return null;
    }

    public int? WholeNumber(int least, int most)
    {
        var range = $"Send a whole number from {least} to {most}.";
        if (Element.ValueKind != JsonValueKind.Number) Complain($"A whole number is needed here, not {JsonFields.Kind(Element)}.", range);
        else if (!Element.TryGetDouble(out var number) || number < least || number > most || number != Math.Floor(number)) Complain("The number is out of range, or not whole.", range);
        else return (int)number;
        return null;
    }

    public bool? Flag()
    {
        if (Element.ValueKind is JsonValueKind.True or JsonValueKind.False) return Element.GetBoolean();
        Complain($"True or false is needed here, not {JsonFields.Kind(Element)}.", "Send true or false, without quotation marks.");
        return null;
    }

    public string? Text(int longest)
    {
        if (ReadText() is not { } text) return null;
        if (text.Trim().Length > 0 && text.Length <= longest) return text;
        Complain(text.Length > longest ? "The text is too long." : "The text is empty.", $"Send 1 to {longest} characters, or leave the field out.");
        return null;
    }

    public DateOnly? Date(DateOnly first, DateOnly last)
    {
        if (ReadText() is not { } text) return null;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            Complain("This is not a date.", "Send year, month and day, such as 2027-01-31.");
        else if (date < first || date > last)
            Complain("The date is out of range.", $"Send a date from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}.");
        else return date;
        return null;
    }

    public T? Word<T>()
        where T : struct, Enum
    {
        if (ReadText() is not { } text) return null;
        if (Words.TryParse<T>(text, out var word)) return word;
        Complain($"{Quote(text)} is not one of the words.", $"Send one of {string.Join(", ", Words.All<T>())}.");
        return null;
    }

    public T? Object<T>(Func<JsonFields, T> read)
        where T : class => JsonFields.Read(Element, Path, Faults, read);

    /// <summary>A text from outside, in quotation marks and cut short.</summary>
    internal static string Quote(string text) =>
        $"'{Shorten(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    private static string Shorten(string text) =>
        text.Length <= LongestShown ? text : text[..(char.IsHighSurrogate(text[LongestShown - 1]) ? LongestShown - 1 : LongestShown)] + "…";

    private string? ReadText()
    {
        if (Element.ValueKind != JsonValueKind.String)
        {
            Complain($"Text is needed here, not {JsonFields.Kind(Element)}.", "Write it in quotation marks.");
            return null;
        }
        try
        {
            return Element.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, such as "\ud800": well-formed JSON, but no text.
            Complain("This is not valid Unicode text.", "Send UTF-8, and correct escapes that start with \\u.");
            return null;
        }
    }
}
