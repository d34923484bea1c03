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
using SweepCluster.Dashboard.Settings;

namespace SweepCluster.Dashboard.Hosting;

/// <summary>Lets in callers who know the token: programs send it with each request, people once for a cookie.</summary>
internal static class TokenAccess
{
    /// <summary>The scheme that programs use.</summary>
    public const string Bearer = "Bearer";

    /// <summary>Asks everybody for the token.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="token">The token.</param>
    /// <param name="options">Tell how browsers reach the dashboard.</param>
    public static IServiceCollection AddTokenAccess(
        this IServiceCollection services, string token, DashboardOptions options)
    {
        services.AddSingleton(new KnownToken(token));
        services.AddSingleton(provider => new WrongTokens(provider.GetRequiredService<TimeProvider>()));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie => Set(cookie, options))
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(Bearer, null);
        services.AddAuthorization(authorization => authorization.FallbackPolicy =
            new AuthorizationPolicyBuilder(Bearer, CookieAuthenticationDefaults.AuthenticationScheme)
                .RequireAuthenticatedUser()
                .Build());
        return services;
    }

    /// <summary>The identity of a caller who knows the token.</summary>
    public static ClaimsPrincipal Person(string scheme) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "token")], scheme));

    // __Host- demands the path /, so a dashboard below another path uses __Secure-.
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
                    login.HttpContext, StatusCodes.Status429TooManyRequests,
                    "too many wrong tokens are being tried at the same time; try again later");
            // Only people get the form; a program gets a problem.
            if (login.Request.Path.StartsWithSegments(SweepApi.Root))
                return Refusal.WriteAsync(
                    login.HttpContext, StatusCodes.Status401Unauthorized,
                    "send the dashboard's token: Authorization: Bearer TOKEN");
            login.Response.Redirect(login.RedirectUri);
            return Task.CompletedTask;
        };
    }

    private sealed class BearerHandler(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        UrlEncoder encoder,
        KnownToken known,
        WrongTokens wrong)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var header = Request.Headers.Authorization.ToString();
            if (!header.StartsWith($"{Bearer} ", StringComparison.OrdinalIgnoreCase))
                return AuthenticateResult.NoResult();
            if (known.Is(header[(Bearer.Length + 1)..].Trim()))
                return AuthenticateResult.Success(new AuthenticationTicket(Person(Bearer), Bearer));
            await wrong.HoldAsync(Context).ConfigureAwait(false);
            return AuthenticateResult.Fail("not the token");
        }

        // The cookie's handler decides the status.
        protected override Task HandleChallengeAsync(AuthenticationProperties properties)
        {
            Response.Headers.WWWAuthenticate = Bearer;
            return Task.CompletedTask;
        }
    }
}

/// <summary>The token, as it is compared with what callers send.</summary>
internal sealed class KnownToken(string token)
{
    private readonly byte[] _hash = HashOf(token);

    /// <summary>Whether a text is the token; takes the same time whatever the text is.</summary>
    public bool Is(string text) => CryptographicOperations.FixedTimeEquals(HashOf(text), _hash);

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
