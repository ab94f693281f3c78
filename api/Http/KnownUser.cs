using System.Security.Claims;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Matcher.Api.Http;

/// <summary>Who a caller showed that they are.</summary>
internal static class KnownUser
{
    /// <summary>The user; null: nobody was asked, or they showed nothing.</summary>
    public static ClaimsPrincipal? Of(HttpContext http) =>
        // Not the context's user, which would be made for a request that has none.
        http.Features.Get<IHttpAuthenticationFeature>()?.User
            is { Identity.IsAuthenticated: true } user
            ? user
            : null;
}
