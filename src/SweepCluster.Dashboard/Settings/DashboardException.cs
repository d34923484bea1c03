namespace SweepCluster.Dashboard.Settings;

/// <summary>The dashboard cannot start; the message says why and what to do.</summary>
public sealed class DashboardException(string message) : Exception(message);
