using System.Diagnostics.CodeAnalysis;

namespace Initializers.Tests.PublicApi;

/// <summary>Everything that a caller could notice is in the text.</summary>
public class PublicApiTextTests
{
    private const string Prefix = "Initializers.Tests.PublicApi.PublicApiTextTests+";

    [Fact]
    public void Of_AnInterface_ShowsWhatItsMembersTakeAndReturn() =>
        PublicApiText.Of([typeof(IMembers<>)]).ReplaceLineEndings("\n").Should().Be(string.Join('\n',
            $"interface {Prefix}IMembers<in T> where T : class, IDisposable, new()",
            "    Boolean Defaults(Int32 number = 3, FanMode mode = FanMode.Out, TensorShape shape = default, String? text = null)",
            "    IReadOnlyList<String?> Nulls(String? text, String[]? array, Func<String?, Object> map)",
            "    Int32? None(Int32? none = null)",
            "    ReadOnlySpan<Int32> Spans(scoped ReadOnlySpan<Int32> values, params ReadOnlySpan<String> names)",
            "    Void ByReference(in TensorShape read, ref Int32 changed, out String? written, ref readonly Double location)",
            "    Void Constrained<TValue, TSpan>(params Object[] values)"
                + " where TValue : unmanaged, IComparable<TValue> where TSpan : struct, allows ref struct",
            "    property Int32 this[String key] { get; }",
            "    property String? Name { get; init; }",
            "    ref readonly Double Returned()",
            "    virtual Boolean TryGet(String name, out Object? found)",
            ""));

    [Fact]
    public void Of_AClass_ShowsWhatIsOverriddenAndRequired() =>
        PublicApiText.Of([typeof(Members), typeof(Place)]).ReplaceLineEndings("\n").Should().Be(string.Join('\n',
            $"abstract class {Prefix}Members",
            "    abstract Void Must()",
            "    const Boolean Truth = true",
            "    override String ToString()",
            "    protected constructor(String name)",
            "    protected virtual Void May()",
            "    required property String Title { get; set; }",
            "    static readonly field Int32 Number",
            $"readonly ref struct {Prefix}Place",
            ""));

    public interface IMembers<in T> where T : class, IDisposable, new()
    {
        string? Name { get; init; }

        int this[string key] { get; }

        bool Defaults(int number = 3, FanMode mode = FanMode.Out, TensorShape shape = default, string? text = null);

        int? None(int? none = null);

        IReadOnlyList<string?> Nulls(string? text, string[]? array, Func<string?, object> map);

        ReadOnlySpan<int> Spans(scoped ReadOnlySpan<int> values, params ReadOnlySpan<string> names);

        void ByReference(in TensorShape read, ref int changed, out string? written, ref readonly double location);

        void Constrained<TValue, TSpan>(params object[] values)
            where TValue : unmanaged, IComparable<TValue>
            where TSpan : struct, allows ref struct;

        ref readonly double Returned();

        bool TryGet(string name, [NotNullWhen(true)] out object? found) => (found = name) is not null;
    }

    public abstract class Members
    {
        public const bool Truth = true;

        public static readonly int Number = 3;

        protected Members(string name) => Title = name;

        public required string Title { get; set; }

        public abstract void Must();

        public override string ToString() => Title;

        protected virtual void May() => Must();
    }

    public readonly ref struct Place;
}
