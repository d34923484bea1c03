using System.Diagnostics;
using SweepCluster.Acceptance.Tests.Clusters.Machines;
using SweepCluster.Acceptance.Tests.Installing;

namespace SweepCluster.Acceptance.Tests.Containers;

/// <summary>
/// Runs containers without a container engine: each on a host of a network, with a root, a user and files of its own.
/// </summary>
/// <param name="network">The hosts.</param>
/// <param name="folder">Gets the image and the files of the containers.</param>
internal sealed class ContainerHosts(HostNetwork network, string folder) : IDisposable
{
    private readonly ContainerImage _image = ContainerImage.Read();
    private readonly Dictionary<string, string> _names = [];
    private readonly List<NodeProcess> _started = [];

    private string ImageFolder => Path.Combine(folder, "image");

    /// <summary>Builds the image: the command and the scripts beside it.</summary>
    public async Task Build()
    {
        Directory.CreateDirectory(folder);
        await Outside.Succeed("cp", "--recursive", Repository.Build, ImageFolder);
        foreach (var script in _image.Scripts)
            await Outside.Succeed("install", "-m", "755", Path.Combine(ContainerImage.Folder, script), ImageFolder);
    }

    /// <summary>Gives a host a name that all containers know.</summary>
    public void Name(string name, string address) => _names[name] = address;

    /// <summary>Makes a folder that a container may write to, with an example as <c>sweep.hocon</c>.</summary>
    public async Task<string> Files(string example)
    {
        var files = Path.Combine(folder, "files");
        await Outside.Succeed("install", "-d", "-m", "777", files);
        File.Copy(Repository.Example(example), Path.Combine(files, "sweep.hocon"));
        return files;
    }

    /// <summary>Starts a container on a host.</summary>
    public async Task<NodeProcess> Start(int host, Container container)
    {
        var own = Path.Combine(folder, $"container{_started.Count}");
        Directory.CreateDirectory(own);
        await File.WriteAllLinesAsync(Path.Combine(own, "hosts"), _names.Select(name => $"{name.Value} {name.Key}"));
        await File.WriteAllLinesAsync(Path.Combine(own, "mounts"), MountsOf(container));
        var script = Path.Combine(AppContext.BaseDirectory, "Containers", "container.sh");
        string[] words =
        [
            .. network.On(host), "unshare", "--mount",
            "bash", script, own, $"{_image.User}", container.WorkingFolder,
            .. container.Command,
        ];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name != "PATH").ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in container.Environment)
            start.Environment[name] = value;
        var process = new NodeProcess(Process.Start(start)!);
        _started.Add(process);
        return process;
    }

    public void Dispose() => _started.ForEach(process => process.Dispose());

    private IEnumerable<string> MountsOf(Container container) =>
    [
        $"{ImageFolder} /opt/sweep ro",
        .. container.Writable.Select(writable => $"tmpfs {writable} rw"),
        .. container.Mounts.Select(mount =>
            $"{mount.Value} {mount.Key} {(Directory.Exists(mount.Value) ? "rw" : "ro")}"),
    ];
}
