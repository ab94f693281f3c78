namespace Matcher.EndToEnd.Tests;

/// <summary>A service that asks nobody who they are is for its own machine, unless its operator says otherwise.</summary>
public sealed class AccessStartTests
{
    [Theory]
    [InlineData("--urls=http://0.0.0.0:0")]
    [InlineData("--urls=http://*:0")]
    [InlineData("--urls=http://[::]:0")]
    [InlineData("--urls=http://localhost:0;http://192.0.2.1:0")]
    [InlineData("--urls=http://matcher.example:0")]
    [InlineData("--Kestrel:Endpoints:Web:Url=http://0.0.0.0:0")]
    [InlineData("ASPNETCORE_URLS=http://0.0.0.0:0")]
    [InlineData("ASPNETCORE_HTTP_PORTS=0")]
    public async Task An_address_that_other_machines_reach_ends_the_start_with_the_two_settings_that_mend_it(string address)
    {
        var isVariable = !address.StartsWith('-');
        var variables = new Dictionary<string, string>();
        if (isVariable)
            variables[address.Split('=')[0]] = address.Split('=')[1];
        using var api = new RunningProgram("Matcher.Api", variables, isVariable ? [] : [address]);
        await api.Exits(1);
        Assert.StartsWith("Can't start. Other machines may reach http://", api.Output, StringComparison.Ordinal);
        Assert.Contains("Access:Required=true", api.Output, StringComparison.Ordinal);
        Assert.Contains("Access:Open=true", api.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("listens on", api.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", "--Access:Open=true")]
    [InlineData("http://0.0.0.0:0", "--Access:Required=true")]
    [InlineData("http://127.0.0.1:0;http://[::1]:0", null)]
    public void A_setting_that_says_so_or_addresses_of_this_machine_let_it_start(string urls, string? setting)
    {
        using var api = new RunningProgram("Matcher.Api", setting is null ? ["--urls", urls] : ["--urls", urls, setting]);
        Assert.NotEqual(0, api.Address("listens on").Port);
    }

    [Theory]
    [InlineData("Access:Open is \"yes\". Write true or false.", "--Access:Open=yes")]
    [InlineData("Remove one of them.", "--Access:Open=true", "--Access:Required=true")]
    [InlineData("Remove one of them.", "--Access:Open=true", "--Access:Issuer=https://login.example", "--Access:Audience=matcher")]
    [InlineData("Access:Audience is empty.", "--Access:Issuer=https://login.example")]
    [InlineData("It must be an address that begins with https://", "--Access:Issuer=http://login.example", "--Access:Audience=matcher")]
    [InlineData("It must be an address that begins with https://", "--Access:Issuer=login", "--Access:Audience=matcher")]
    [InlineData("Access:HubClaim is empty.", "--Access:Issuer=https://login.example", "--Access:Audience=matcher", "--Access:HubClaim=")]
    [InlineData("Did you mean Access:Required?", "--Access:Requires=true")]
    public async Task Settings_that_contradict_each_other_end_the_start_with_what_to_write(string told, params string[] settings)
    {
        using var api = RunningProgram.Api(settings);
        await api.Exits(1);
        Assert.StartsWith("Can't start. ", api.Output, StringComparison.Ordinal);
        Assert.Contains(told, api.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", api.Output, StringComparison.Ordinal);
    }
}
