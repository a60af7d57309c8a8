using System.Reflection;

namespace Initializers.Tests.Contracts;

/// <summary>
/// The libraries depend on .NET alone. tests/Initializers.Proof/Native proves it where nothing else is installed.
/// </summary>
public class DependencyTests
{
    /// <summary>All assemblies of src, named after its folders; the package of the template has none.</summary>
    public static TheoryData<string> Packages =>
        [.. Directory.GetDirectories(Repository.PathOf("src")).Select(folder => Path.GetFileName(folder))
            .Where(package => package != "Initializers.Templates")];

    [Theory]
    [MemberData(nameof(Packages))]
    public void References_OfAPackage_LeaveOutCryptography(string package) =>
        Assembly.Load(package).GetReferencedAssemblies().Select(reference => reference.Name)
            .Should().NotContain(
                name => name!.StartsWith("System.Security.Cryptography", StringComparison.Ordinal),
                "on Linux it needs OpenSSL, which may be missing");

    [Theory]
    [MemberData(nameof(Packages))]
    public void Methods_OfAPackage_CallNoLibraryOfTheSystem(string package)
    {
        const BindingFlags Static = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static;
        Assembly.Load(package).GetTypes().SelectMany(type => type.GetMethods(Static))
            .Should().NotContain(method => method.Attributes.HasFlag(MethodAttributes.PinvokeImpl));
    }
}
