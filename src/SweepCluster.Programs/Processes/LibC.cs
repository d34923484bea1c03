using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Processes;

/// <summary>What .NET's own processes lack: a session of their own, so that all of one can be stopped.</summary>
/// <remarks>posix_spawn(3), setpgid(2), kill(2), waitid(2); constants differ between Linux and macOS.</remarks>
internal static partial class LibC
{
    /// <summary>Larger than any of the C library's own structures that are passed by address.</summary>
    public const int StructureBytes = 1024;

    public const int NoSuchProcess = 3;
    public const int SignalKill = 9;
    public const int SignalTerminate = 15;

    public static readonly int WriteAnew =
        OperatingSystem.IsMacOS() ? 0x1 | 0x200 | 0x400 | 0x8 : 0x1 | 0x40 | 0x200 | 0x400;

    public static readonly short OwnSessionAndSignals =
        (short)((OperatingSystem.IsMacOS() ? 0x400 : 0x80) | DefaultSignals | SignalMask);

    // The runtime ignores some of these, and a program would inherit that.
    public static readonly int[] ResetSignals = [1, 2, 3, 13, 15];

    private const int DefaultSignals = 0x04;
    private const int SignalMask = 0x08;
    private const string Library = "libc";

    private static readonly int ExitedOrNotLeavingIt = 4 | 1 | (OperatingSystem.IsMacOS() ? 0x20 : 0x01000000);

    [LibraryImport(Library, EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Spawn(
        out int pid, string path, nint actions, nint attributes, string?[] words, string?[] environment);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_init")]
    public static partial int InitActions(nint actions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_destroy")]
    public static partial int DestroyActions(nint actions);

    [LibraryImport(
        Library, EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int AddOpen(nint actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static partial int AddDuplicate(nint actions, int descriptor, int newDescriptor);

    [LibraryImport(
        Library, EntryPoint = "posix_spawn_file_actions_addchdir_np", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int AddFolder(nint actions, string folder);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_init")]
    public static partial int InitAttributes(nint attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_destroy")]
    public static partial int DestroyAttributes(nint attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setflags")]
    public static partial int SetFlags(nint attributes, short flags);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigdefault")]
    public static partial int SetDefaultSignals(nint attributes, nint signals);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigmask")]
    public static partial int SetSignalMask(nint attributes, nint signals);

    [LibraryImport(Library, EntryPoint = "sigemptyset")]
    public static partial int EmptySignals(nint signals);

    [LibraryImport(Library, EntryPoint = "sigaddset")]
    public static partial int AddSignal(nint signals, int signal);

    [LibraryImport(Library, EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int pid, int signal);

    [LibraryImport(Library, EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport(Library, EntryPoint = "chown", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeOwner(string path, uint user, uint group);

    /// <summary>Where a path leads once all links are followed; null if nothing is there.</summary>
    public static unsafe string? RealPath(string path)
    {
        var found = RealPathOf(path, 0);
        try
        {
            return Marshal.PtrToStringUTF8(found);
        }
        finally
        {
            NativeMemory.Free((void*)found);
        }
    }

    /// <summary>A user of this Linux machine; null if there is none of that name.</summary>
    public static unsafe ProgramUser? UserOf(string name)
    {
        // A struct passwd: name, password, user, group, remarks, folder, shell.
        var found = UserNamed(name);
        if (found == 0)
            return null;
        var numbers = (uint*)(found + 2 * sizeof(nint));
        var rest = (nint*)(numbers + 2);
        return new(name, numbers[0], numbers[1], Marshal.PtrToStringUTF8(rest[1]) ?? "/");
    }

    /// <summary>Opens a file of somebody else's: never where a link leads, and without waiting for a pipe.</summary>
    /// <param name="folder">A folder that stays where it is.</param>
    /// <param name="name">The file's path in it.</param>
    /// <returns>Null if it cannot be opened, or a link leads there; folders on the way are checked afterwards, because
    /// they may be replaced at any time.</returns>
    public static SafeFileHandle? OpenForeign(string folder, string name)
    {
        const int NonBlocking = 0x800, CloseOnExec = 0x80000;
        var isArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;
        var noLinks = isArm ? 0x8000 : 0x20000;
        var descriptor = Open(Path.Combine(folder, name), NonBlocking | CloseOnExec | noLinks);
        if (descriptor < 0)
            return null;
        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        var entry = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor}");
        var opened = new FileInfo(entry).LinkTarget;
        if (RealPath(folder) is { } real && opened == Path.Combine(real, name))
            return handle;
        handle.Dispose();
        return null;
    }

    [LibraryImport(Library, EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint RealPathOf(string path, nint resolved);

    [LibraryImport(Library, EntryPoint = "getpwnam", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint UserNamed(string name);

    [LibraryImport(Library, EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "getpgid")]
    public static partial int GroupOf(int pid);

    /// <summary>Whether a child has ended; it stays a zombie, so that nobody else gets its number.</summary>
    public static unsafe bool HasEnded(int pid)
    {
        Span<byte> info = stackalloc byte[StructureBytes];
        info.Clear();
        fixed (byte* start = info)
        {
            // Its first field is the signal's number, which is 0 while the child lives.
            return WaitIdOf(1, pid, (nint)start, ExitedOrNotLeavingIt) == 0 && *(int*)start != 0;
        }
    }

    /// <summary>A descriptor that can be read once a child has ended; negative where there is no such thing.</summary>
    /// <remarks>pidfd_open(2): its number is the same on all machines, and older C libraries lack it.</remarks>
    public static int OpenProcess(int pid) => OperatingSystem.IsLinux() ? (int)SystemCall(434, pid, 0) : -1;

    /// <summary>Waits until one of two descriptors can be read, or for so many milliseconds.</summary>
    /// <param name="first">A descriptor; a negative number is none.</param>
    /// <param name="second">Another one.</param>
    /// <param name="milliseconds">How long.</param>
    /// <returns>Whether the first one can be read.</returns>
    public static unsafe bool WaitForInput(int first, int second, int milliseconds)
    {
        // Structs pollfd: a descriptor, the events looked for (POLLIN) and, in the upper half, those found.
        var looked = stackalloc int[] { first, 1, second, 1 };
        _ = Poll((nint)looked, 2, milliseconds);
        return first >= 0 && looked[1] >> 16 != 0;
    }

    /// <summary>Waits until a pipe takes a page without delay, or for so many milliseconds.</summary>
    /// <returns>Whether it takes one, or nobody reads it any more.</returns>
    public static unsafe bool WaitForRoom(int descriptor, int milliseconds)
    {
        var looked = stackalloc int[] { descriptor, 4 };
        return Poll((nint)looked, 1, milliseconds) > 0;
    }

    /// <summary>Sees to it that no child gets a descriptor that this process got from its own parent.</summary>
    public static void KeepDescriptors()
    {
        if (!OperatingSystem.IsLinux())
            return;
        const int SetFlags = 2, CloseOnExec = 1, FirstOther = 3;
        foreach (var name in Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(Path.GetFileName))
        {
            if (int.TryParse(name, CultureInfo.InvariantCulture, out var descriptor) && descriptor >= FirstOther)
                _ = ControlDescriptor(descriptor, SetFlags, CloseOnExec);
        }
    }

    [LibraryImport(Library, EntryPoint = "fcntl")]
    private static partial int ControlDescriptor(int descriptor, int command, int argument);

    [LibraryImport(Library, EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "waitpid")]
    public static partial int Wait(int pid, out int status, int options);

    [LibraryImport(Library, EntryPoint = "poll")]
    private static partial int Poll(nint descriptors, nuint count, int milliseconds);

    [LibraryImport(Library, EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number, nint first, nint second);

    [LibraryImport(Library, EntryPoint = "waitid")]
    private static partial int WaitIdOf(int kind, int id, nint info, int options);
}
