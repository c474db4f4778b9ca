using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Connections;
using Godwit.Pool.Homes;

namespace Godwit.Tests.FrontEnd.Clients;

public class ProductTokensTests
{
    [Theory]
    [InlineData("UCCP/2.0.6362.0 OC/2.0.6362.0 (Microsoft Office Communicator)", false, ClientGeneration.New)]
    [InlineData("UCCAPI/3.5.6907.0 OC/3.5.6907.0 (Microsoft Office Communicator 2007 R2)", true, ClientGeneration.New)]
    [InlineData("CWA/2.0", false, ClientGeneration.New)]
    [InlineData("COMO/2.0.1", false, ClientGeneration.New)]
    [InlineData("LCC/1.3", true, ClientGeneration.Old)]
    [InlineData("RTC/1.3.5470 (Microsoft Communicator 1.0.559)", false, ClientGeneration.Old)]
    [InlineData("Microsoft Communicator 1.0", true, ClientGeneration.Old)]
    [InlineData("CWA/1.0", true, ClientGeneration.Old)]
    [InlineData("COMO/1.0", true, ClientGeneration.Old)]
    [InlineData("WM/5.1", true, ClientGeneration.Old)]
    [InlineData("Purple/2.14.12 Sipe/1.25.0 (linux-x86_64)", true, ClientGeneration.Both)]
    [InlineData("Sipe/1.25.0 OC/3.5.6907.0", true, ClientGeneration.New)]
    [InlineData("Sipe/1.25.0 LCC/1.3", true, ClientGeneration.Old)]
    [InlineData("baresip v1.0.0 (x86_64/linux)", false, ClientGeneration.Old)]
    [InlineData("SomethingElse/7.0", true, ClientGeneration.New)]
    [InlineData("", true, ClientGeneration.New)]
    [InlineData("", false, ClientGeneration.Old)]
    [InlineData("oc/3.5", false, ClientGeneration.New)]
    [InlineData("OC/", false, ClientGeneration.Old)]
    public void The_applications_token_tells_the_generation(string userAgent, bool categories, ClientGeneration generation) =>
        Assert.Equal(generation, ProductTokens.GenerationOf(userAgent, categories));

    [Theory]
    [InlineData("UCCAPI/3.5.6907.0 OC/3.5.6907.0 (Microsoft Office Communicator 2007 R2)", false, ClientFamily.Communicator)]
    [InlineData("UCCAPI/3.5.6907.0 OC/3.5.6907.0 (Microsoft Office Communicator 2007 R2)", true, ClientFamily.Sipe)]
    [InlineData("Microsoft Communicator 1.0", false, ClientFamily.Communicator)]
    [InlineData("Purple/2.14.12 Sipe/1.25.0", false, ClientFamily.Sipe)]
    [InlineData("baresip v1.0.0", false, ClientFamily.Plain)]
    [InlineData("", false, ClientFamily.Plain)]
    public void The_family_tells_the_habits(string userAgent, bool both, ClientFamily family) => Assert.Equal(family, ProductTokens.FamilyOf(userAgent, both));
}
