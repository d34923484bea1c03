using System.Runtime.Versioning;

// Programs run on Linux and macOS.
[assembly: UnsupportedOSPlatform("windows")]
