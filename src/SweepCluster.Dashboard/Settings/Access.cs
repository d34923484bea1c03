namespace SweepCluster.Dashboard.Settings;

/// <summary>Decides whether a dashboard is protected well enough to listen where it should.</summary>
public static class Access
{
    private const int ShortestToken = 16;

    /// <summary>Refuses an address that others can reach, unless a token and TLS protect it.</summary>
    /// <exception cref="DashboardException">It is not protected.</exception>
    public static void Check(DashboardOptions options)
    {
        if (options.Token is { Length: < ShortestToken })
            throw new DashboardException(
                $"the dashboard's token is shorter than {ShortestToken} characters; "
                + "make one with: openssl rand -hex 32");
        if (options.IsLoopback || options is { Token: not null, Certificate: not null })
            return;
        var missing = (options.Token, options.Certificate) switch
        {
            (null, null) => "a token (--token-file FILE or SWEEP_DASHBOARD_TOKEN) and TLS (--certificate FILE.pfx)",
            (null, _) => "a token (--token-file FILE or SWEEP_DASHBOARD_TOKEN)",
            _ => "TLS (--certificate FILE.pfx)",
        };
        throw new DashboardException(
            $"others can reach {options.Listen}: the dashboard needs {missing} to listen there. "
            + "Without, give --listen 127.0.0.1:8080 and reach it through ssh -L.");
    }
}
