using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MarketoSync.Storage.Files;

/// <summary>
/// Puts the names in a folder on the disk, which to flush a file does not do for its own name. Windows has no way to ask for it, and
/// keeps names in a journal of its own.
/// </summary>
public static class FolderEntries
{
    private const int ReadOnly = 0;

    private static readonly Lock s_making = new();

    /// <summary>Makes a folder and those above it, if need be, with their names on the disk.</summary>
    public static void Make(string folder)
    {
        // Who finds a folder there may rely on it only once its name is on the disk.
        lock (s_making)
        {
            if (Directory.Exists(folder))
                return;
            var parent = Path.GetDirectoryName(folder);
            if (!string.IsNullOrEmpty(parent))
                Make(parent);
            Directory.CreateDirectory(folder);
            if (!string.IsNullOrEmpty(parent))
                Flush(parent);
        }
    }

    /// <summary>When it returns, what was made and renamed in the folder stays so, whatever happens to the machine.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;

        // .NET opens no folders. One that cannot be opened, or a file system that cannot flush it, is no reason to stop the work.
        using var handle = new SafeFileHandle(Open(folder, ReadOnly), ownsHandle: true);
        if (!handle.IsInvalid)
            RandomAccess.FlushToDisk(handle);
    }

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
