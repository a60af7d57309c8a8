using Initializers.Diagnostics;

namespace Initializers.Tests.Diagnostics.Pictures;

/// <summary>tests/Initializers.Proof/Native draws every picture that there is.</summary>
public class NativePicturesTests
{
    public static TheoryData<string> All =>
    [
        .. (from type in typeof(Picture).Assembly.GetExportedTypes()
            from method in type.GetMethods()
            where method.IsStatic && method.ReturnType == typeof(Picture)
            select $"{type.Name}.{method.Name}").Distinct(),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Pictures_AreDrawnByTheNativeProgram(string picture) =>
        Repository.Read("tests", "Initializers.Proof", "Native", "Pictures.cs").Should().Contain($"{picture}(");
}
