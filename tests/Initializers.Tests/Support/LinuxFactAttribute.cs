namespace Initializers.Tests.Support;

/// <summary>A test of what Linux has: its pseudo-terminals, its devices, bash. It is skipped elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null! : "this is not Linux";
}
