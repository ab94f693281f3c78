using System.Text.Json.Nodes;

namespace Matcher.Api.Tests.OpenApi;

/// <summary>
/// What of a changed document would break a client that was written for the one before. The policy (api/VERSIONS.md) in code: what was
/// taken is still taken, and what was answered is still answered; routes, optional fields and parameters, fields of answers and words in
/// answers may come.
/// </summary>
internal sealed class BreakingChanges
{
    private readonly JsonObject before;
    private readonly JsonObject after;
    private readonly HashSet<string> found = [];
    private readonly HashSet<(string, string, bool)> seen = [];

    private BreakingChanges(JsonObject before, JsonObject after) => (this.before, this.after) = (before, after);

    /// <summary>Lists them, one sentence each.</summary>
    public static IReadOnlyCollection<string> Between(JsonObject before, JsonObject after)
    {
        var changes = new BreakingChanges(before, after);
        var routes = Route.All(after).ToDictionary(route => route.ToString());
        foreach (var old in Route.All(before))
        {
            if (routes.TryGetValue(old.ToString(), out var now))
                changes.Compare(old, now);
            else
                changes.found.Add($"{old} is gone.");
        }
        return changes.found;
    }

    private void Compare(Route old, Route now)
    {
        foreach (var (name, parameter) in old.Parameters)
        {
            if (!now.Parameters.TryGetValue(name, out var same) || (string)same["in"]! != (string)parameter["in"]!)
                found.Add($"{old}: the parameter {name} is gone.");
            else
                CompareTaken($"{old} {name}", parameter["schema"]!, same["schema"]!);
            if (same?["schema"]!["default"]?.ToJsonString() != parameter["schema"]!["default"]?.ToJsonString())
                found.Add($"{old}: the parameter {name} means something else when it is left out.");
        }
        foreach (var (name, parameter) in now.Parameters)
        {
            if (IsRequired(parameter) && !(old.Parameters.TryGetValue(name, out var same) && IsRequired(same)))
                found.Add($"{old}: the parameter {name} is required now.");
        }

        if (!IsRequired(old.Operation["requestBody"]) && IsRequired(now.Operation["requestBody"]))
            found.Add($"{old}: a body is required now.");
        foreach (var (type, content) in Content(old.Operation["requestBody"]))
        {
            if (Content(now.Operation["requestBody"]).TryGetPropertyValue(type, out var same))
                CompareTaken($"{old} {type}", content!["schema"]!, same!["schema"]!);
            else
                found.Add($"{old}: {type} is no longer taken.");
        }
        foreach (var (status, response) in old.Operation["responses"]!.AsObject())
        {
            // A range, such as 3XX, documents each status in it.
            if ((now.Operation["responses"]![status] ?? now.Operation["responses"]![$"{status[0]}XX"]) is not { } still)
            {
                found.Add($"{old}: the status {status} is gone.");
                continue;
            }
            foreach (var (type, content) in Content(response))
            {
                if (Content(still).TryGetPropertyValue(type, out var same))
                    CompareAnswered($"{old} {status} {type}", content!["schema"]!, same!["schema"]!);
                else
                    found.Add($"{old}: {status} no longer comes as {type}.");
                foreach (var problem in Problems(content!).Except(same is null ? [] : Problems(same)))
                    found.Add($"{old}: {status} is no longer {problem}.");
            }
        }
    }

    private void CompareTaken(string where, JsonNode old, JsonNode now) => Compare(where, old, now, isTaken: true);

    private void CompareAnswered(string where, JsonNode old, JsonNode now) => Compare(where, old, now, isTaken: false);

    private void Compare(string where, JsonNode old, JsonNode now, bool isTaken)
    {
        if (!seen.Add((old.ToJsonString(), now.ToJsonString(), isTaken)))
            return;
        var (was, canBeNull) = Resolve(before, old);
        var (becomes, canBeNullNow) = Resolve(after, now);
        if (isTaken && canBeNull && !canBeNullNow)
            found.Add($"{where}: null is no longer taken.");
        if (!isTaken && !canBeNull && canBeNullNow)
            found.Add($"{where}: may be null now.");
        if (TypeOf(was) != TypeOf(becomes) || (string?)was["format"] != (string?)becomes["format"])
            found.Add($"{where}: is of another type.");
        if (isTaken)
        {
            CompareLimits(where, was, becomes);
        }
        else if (
            was["enum"] is JsonArray answered
            && !(becomes["enum"] is JsonArray still && answered.All(word => still.Any(each => JsonNode.DeepEquals(each, word))))
        )
        {
            found.Add($"{where}: a word is gone.");
        }

        var (fields, fieldsNow) = (Fields(was), Fields(becomes));
        foreach (var (field, schema) in fields)
        {
            if (fieldsNow.TryGetPropertyValue(field, out var same))
                Compare($"{where} {field}", schema!, same!, isTaken);
            else
                found.Add($"{where}: the field {field} is gone.");
        }
        var (required, requiredNow) = (Required(was), Required(becomes));
        foreach (var field in isTaken ? requiredNow.Except(required) : required.Except(requiredNow))
            found.Add(isTaken ? $"{where}: the field {field} is required now." : $"{where}: the field {field} may be missing now.");
        if (was["items"] is { } items && becomes["items"] is { } itemsNow)
            Compare($"{where}[]", items, itemsNow, isTaken);
    }

    private void CompareLimits(string where, JsonNode was, JsonNode becomes)
    {
        if (becomes["pattern"] is { } form && (string?)was["pattern"] != (string)form!)
            found.Add($"{where}: is of another form.");
        if ((bool?)(becomes["additionalProperties"] as JsonValue) == false && (bool?)(was["additionalProperties"] as JsonValue) != false)
            found.Add($"{where}: other fields are no longer taken.");
        if (
            becomes["enum"] is JsonArray words
            && (was["enum"]?.AsArray().Any(word => !words.Any(each => JsonNode.DeepEquals(each, word))) ?? true)
        )
        {
            found.Add($"{where}: not all words are taken any more.");
        }

        foreach (
            var (limit, isNarrower) in new (string, Func<double, double, bool>)[]
            {
                ("minimum", (old, now) => now > old),
                ("minLength", (old, now) => now > old),
                ("maximum", (old, now) => now < old),
                ("maxLength", (old, now) => now < old),
                ("maxItems", (old, now) => now < old),
                ("minItems", (old, now) => now > old),
            }
        )
        {
            if (becomes[limit] is { } now && (was[limit] is not { } old || isNarrower((double)old, (double)now)))
                found.Add($"{where}: {limit} is narrower.");
        }
    }

    // A reference is followed, and "this or null" is split.
    private static (JsonNode Schema, bool CanBeNull) Resolve(JsonObject document, JsonNode schema)
    {
        var canBeNull = false;
        while (true)
        {
            canBeNull |= schema["type"] is JsonArray types && types.Any(type => (string)type! == "null");
            if (schema["oneOf"] is JsonArray { Count: 2 } either && (string?)either[1]!["type"] == "null")
                (schema, canBeNull) = (either[0]!, true);
            else if (schema["allOf"] is JsonArray { Count: 1 } only)
                schema = only[0]!;
            else if ((string?)schema["$ref"] is { } name)
                schema = document["components"]!["schemas"]![name.Split('/')[^1]]!;
            else
                return (schema, canBeNull);
        }
    }

    private static string TypeOf(JsonNode schema) =>
        schema["type"] is JsonArray types
            ? string.Join(',', types.Select(type => (string)type!).Where(type => type != "null"))
            : (string?)schema["type"] ?? "";

    private static JsonObject Fields(JsonNode schema) => schema["properties"]?.AsObject() ?? [];

    private static List<string> Required(JsonNode schema) => [.. (schema["required"]?.AsArray() ?? []).Select(field => (string)field!)];

    private static JsonObject Content(JsonNode? body) => body?["content"]?.AsObject() ?? [];

    private static IEnumerable<string> Problems(JsonNode content) =>
        (content["examples"]?.AsObject() ?? [])
            .Select(example => (string?)(example.Value!["value"] as JsonObject)?["type"])
            .OfType<string>()
            .Where(type => type.StartsWith("/problems/", StringComparison.Ordinal));

    private static bool IsRequired(JsonNode? what) => (bool?)what?["required"] == true;
}
