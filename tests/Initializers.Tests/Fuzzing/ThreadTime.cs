using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Initializers.Tests.Fuzzing;

/// <summary>The processor's time of a thread, which does not count what other threads and programs take.</summary>
internal static partial class ThreadTime
{
    /// <summary>What this thread has used; on Windows the time that went by.</summary>
    public static TimeSpan Used
    {
        get
        {
            if (OperatingSystem.IsWindows()) return TimeSpan.FromSeconds((double)Stopwatch.GetTimestamp() / Stopwatch.Frequency);
            int clock = OperatingSystem.IsMacOS() ? 16 : 3; // CLOCK_THREAD_CPUTIME_ID
            if (GetTime(clock, out TimeSpec time) != 0) throw new PlatformNotSupportedException("The clock of threads must be readable.");
            return TimeSpan.FromSeconds(time.Seconds + time.Nanoseconds / 1e9);
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly nint Seconds, Nanoseconds;
    }
}
