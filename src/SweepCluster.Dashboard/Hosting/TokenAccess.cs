using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SweepCluster.Dashboard.Api;

namespace SweepCluster.Dashboard.Hosting;

/// <summary>Lets in who knows the token: programs say it with each request, people once, and a cookie stands for it.</summary>
internal static class TokenAccess
{
    /// <summary>How programs say it.</summary>
    public const string Bearer = "Bearer";

    /// <summary>Asks everybody for the token.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="token">The token.</param>
    /// <param name="options">Say how browsers reach the dashboard.</param>
    public static IServiceCollection AddTokenAccess(this IServiceCollection services, string token, DashboardOptions options)
    {
        services.AddSingleton(new KnownToken(token));
        services.AddSingleton(provider => new WrongTokens(provider.GetRequiredService<TimeProvider>()));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie => Set(cookie, options))
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(Bearer, null);
        services.AddAuthorization(authorization => authorization.FallbackPolicy =
            new AuthorizationPolicyBuilder(Bearer, CookieAuthenticationDefaults.AuthenticationScheme).RequireAuthenticatedUser().Build());
        return services;
    }

    /// <summary>Who knows the token.</summary>
    public static ClaimsPrincipal Person(string scheme) => new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "token")], scheme));

    // Below another path the cookie is for that path alone, which a name that begins with __Host- does not allow.
    private static string CookieName(DashboardOptions options) =>
        !options.IsSecure ? "sweep" : options.PathBase.Length == 0 ? "__Host-sweep" : "__Secure-sweep";

    private static void Set(CookieAuthenticationOptions cookie, DashboardOptions options)
    {
        cookie.LoginPath = LoginPage.Address;
        cookie.ReturnUrlParameter = LoginPage.Back;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
        cookie.Cookie.Name = CookieName(options);
        cookie.Cookie.Path = options.PathBase.Length == 0 ? "/" : options.PathBase;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = options.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.Events.OnRedirectToLogin = login =>
        {
            if (WrongTokens.AreTooMany(login.HttpContext))
                return Refusal.WriteAsync(
                    login.HttpContext, StatusCodes.Status429TooManyRequests, "too many wrong tokens are said at the same time; try again later");
            // A program is told; only people are shown a form.
            if (login.Request.Path.StartsWithSegments(SweepApi.Root))
                return Refusal.WriteAsync(
                    login.HttpContext, StatusCodes.Status401Unauthorized, "say the dashboard's token: Authorization: Bearer TOKEN");
            login.Response.Redirect(login.RedirectUri);
            return Task.CompletedTask;
        };
    }

    private sealed class BearerHandler(
        IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KnownToken known,
        WrongTokens wrong)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var header = Request.Headers.Authorization.ToString();
            var said = header.StartsWith($"{Bearer} ", StringComparison.OrdinalIgnoreCase) ? header[(Bearer.Length + 1)..].Trim() : null;
            if (said is null)
                return AuthenticateResult.NoResult();
            if (known.Is(said))
                return AuthenticateResult.Success(new AuthenticationTicket(Person(Bearer), Bearer));
            await wrong.HoldAsync(Context).ConfigureAwait(false);
            return AuthenticateResult.Fail("not the token");
        }

        // What follows from it is up to the cookie.
        protected override Task HandleChallengeAsync(AuthenticationProperties properties)
        {
            Response.Headers.WWWAuthenticate = Bearer;
            return Task.CompletedTask;
        }
    }
}

/// <summary>The token, as it is compared with what others say.</summary>
internal sealed class KnownToken(string token)
{
    private readonly byte[] _hash = HashOf(token);

    /// <summary>Whether somebody said it; takes the same time whatever they said.</summary>
    public bool Is(string said) => CryptographicOperations.FixedTimeEquals(HashOf(said), _hash);

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
