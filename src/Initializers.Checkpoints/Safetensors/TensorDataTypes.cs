namespace Initializers.Checkpoints;

/// <summary>The names and sizes of number types.</summary>
internal static class TensorDataTypes
{
    private static readonly string[] Names =
    [
        "BOOL", "F4", "F6_E2M3", "F6_E3M2", "U8", "I8", "F8_E5M2", "F8_E4M3", "F8_E8M0", "F8_E4M3FNUZ", "F8_E5M2FNUZ",
        "I16", "U16", "F16", "BF16", "I32", "U32", "F32", "C64", "F64", "I64", "U64",
    ];

    private static readonly Dictionary<string, TensorDataType> ByName =
        Enum.GetValues<TensorDataType>().ToDictionary(type => Names[(int)type]);

    /// <summary>All names, in the order of the format.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The types that weights are written in.</summary>
    public static IReadOnlyList<TensorDataType> Written { get; } =
    [
        TensorDataType.F64, TensorDataType.F32, TensorDataType.F16, TensorDataType.BF16, TensorDataType.F8E4M3, TensorDataType.F8E5M2,
    ];

    /// <summary>The format of a type's numbers, if they are coarser than floats; null for the others, and for powers of two.</summary>
    public static BinaryFormat? CoarseFormatOf(TensorDataType type) => type switch
    {
        TensorDataType.F16 => BinaryFormat.Half,
        TensorDataType.BF16 => BinaryFormat.BFloat16,
        TensorDataType.F8E4M3 => Float8Format.E4M3.Binary,
        TensorDataType.F8E5M2 => Float8Format.E5M2.Binary,
        TensorDataType.F8E4M3Fnuz => Float8Format.E4M3Fnuz.Binary,
        TensorDataType.F8E5M2Fnuz => Float8Format.E5M2Fnuz.Binary,
        _ => null,
    };

    /// <summary>The name in files.</summary>
    public static string NameOf(TensorDataType type) => Names[(int)type];

    /// <summary>The type of a name in files; null for another text.</summary>
    public static TensorDataType? Find(string name) => ByName.TryGetValue(name, out TensorDataType type) ? type : null;

    /// <summary>Whether a type is not one of whole numbers or flags.</summary>
    public static bool IsFloatingPoint(TensorDataType type) => type is not (
        TensorDataType.Bool or TensorDataType.I8 or TensorDataType.U8 or TensorDataType.I16 or TensorDataType.U16
        or TensorDataType.I32 or TensorDataType.U32 or TensorDataType.I64 or TensorDataType.U64);

    /// <summary>The bytes of an element of a type of whole bytes.</summary>
    public static int BytesOf(TensorDataType type) => BitsOf(type) / 8;

    /// <summary>The bits of an element.</summary>
    public static int BitsOf(TensorDataType type) => type switch
    {
        TensorDataType.F4 => 4,
        TensorDataType.F6E2M3 or TensorDataType.F6E3M2 => 6,
        <= TensorDataType.F8E5M2Fnuz => 8,
        <= TensorDataType.BF16 => 16,
        <= TensorDataType.F32 => 32,
        _ => 64,
    };
}
