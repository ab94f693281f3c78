using Matcher.Data.Domain;
using Matcher.Protos;
using V1 = Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Tests.Grpc;

/// <summary>The domain's types and the contract's belong together.</summary>
public sealed class ContractTests
{
    [Fact]
    public void Every_enum_of_the_contract_has_the_domains_members_in_the_domains_order()
    {
        Same<Accreditation, V1.Accreditation>();
        Same<ProviderType, V1.ProviderType>();
        Same<Coverage, V1.Coverage>();
        Same<SessionType, V1.SessionType>();
        Same<CatchUp, V1.CatchUp>();
        Same<Balance, V1.Balance>();
        Same<Pace, V1.Pace>();
        Same<Sector, V1.Sector>();
        Same<ExperienceProfile, V1.ExperienceProfile>();
        Same<Seniority, V1.Seniority>();
        Same<CareersQualification, V1.CareersQualification>();
        Same<AcademicWriting, V1.AcademicWriting>();
        Same<Factor, V1.Factor>();
    }

    [Fact]
    public void What_is_not_said_is_absent_from_the_message()
    {
        var message = new Profile { Home = Some.Profile.Home }.ToMessage();
        Assert.Equal(new V1.Profile(), message);
    }

    [Fact]
    public void What_is_said_is_in_the_message_and_the_home_is_not()
    {
        var message = (
            Some.Profile with
            {
                OpenToTravel = false,
                CanStayOvernight = false,
                Preferences = new()
                {
                    Balance = Balance.Practical,
                    ProviderType = ProviderType.University,
                    KnownProviders = ["x"],
                    Benchmarks = [4],
                },
                Experience = new() { YearsInCareers = 0, AcademicWriting = AcademicWriting.Rusty },
            }
        ).ToMessage();
        Assert.True(message is { HasOpenToTravel: true, HasCanStayOvernight: true, HasYearsInCareers: true, HasStudyHoursPerWeek: true });
        Assert.Equal(
            (V1.Accreditation.Level6, V1.Sector.Secondary, V1.Balance.Practical, V1.AcademicWriting.Rusty),
            (message.PreferredAccreditation, message.Sector, message.Balance, message.AcademicWriting)
        );
        Assert.Equal(V1.ProviderType.University, message.PreferredProviderType);
        Assert.DoesNotContain("BN3", message.ToString(), StringComparison.Ordinal);
    }

    private static void Same<TDomain, TContract>()
        where TDomain : struct, Enum
        where TContract : struct, Enum
    {
        Assert.Equal(["Unspecified", .. Enum.GetNames<TDomain>()], Enum.GetNames<TContract>());
        Assert.Equal(
            Enumerable.Range(0, Enum.GetNames<TContract>().Length),
            Enum.GetValues<TContract>().Select(value => Convert.ToInt32(value, null))
        );
    }
}
