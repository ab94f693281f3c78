using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Matcher.Api.Tests.BatchRuns;

namespace Matcher.Api.Tests.Recommendations;

/// <summary>The requests that the project gives to developers to begin with.</summary>
public sealed class RequestsFileTests
{
    [Fact]
    public async Task There_is_a_request_for_every_route_and_each_of_them_works_as_it_stands()
    {
        using var api = new RunningApi();
        var file = (await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "api", "requests.http"))).ReplaceLineEndings("\n");
        var (asked, run) = (new HashSet<string>(), "");
        foreach (var block in file.Split("\n###").Skip(1))
        {
            using var request = Read(
                block.Replace("{{host}}", "", StringComparison.Ordinal).Replace("{{run}}", run, StringComparison.Ordinal)
            );
            using var response = await api.Client.SendAsync(request);
            Assert.True(
                response.IsSuccessStatusCode,
                $"{request.Method} {request.RequestUri}: {await response.Content.ReadAsStringAsync()}"
            );
            asked.Add($"{request.Method} {request.RequestUri!.AbsolutePath}");
            if (response.Headers.Location is not { } location)
                continue;
            await new Hub(api).UntilDone(location);
            run = location.OriginalString.Split('/')[^1];
        }
        var document = (await api.Client.GetFromJsonAsync<JsonObject>("/swagger/v1/swagger.json"))!;
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            var pattern = new Regex($"^{Regex.Replace(path, @"\{[^}]+\}", "[^/]+")}$");
            foreach (var (method, _) in operations!.AsObject())
            {
                Assert.True(
                    asked.Any(each =>
                        each.StartsWith($"{method.ToUpperInvariant()} ", StringComparison.Ordinal) && pattern.IsMatch(each.Split(' ')[1])
                    ),
                    $"No request for {method} {path}."
                );
            }
        }
    }

    // A name, the request line, headers, an empty line and perhaps a body.
    private static HttpRequestMessage Read(string block)
    {
        var parts = block.Split("\n\n", 2);
        var lines = parts[0].Split('\n').Skip(1).ToList();
        var request = new HttpRequestMessage(new(lines[0].Split(' ')[0]), lines[0].Split(' ')[1]);
        var headers = lines.Skip(1).Where(line => line.Length > 0).ToDictionary(line => line.Split(": ")[0], line => line.Split(": ")[1]);
        if (headers.Remove("content-type", out var type))
            request.Content = new StringContent(parts[1], Encoding.UTF8, type);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return request;
    }
}
