using System.Text;
using System.Text.Json;
using Initializers.Checkpoints;
using Initializers.Frameworks;

namespace Initializers.Fuzz;

/// <summary>Everything that reads what others have written, and what it may throw; anything else is a crash.</summary>
internal static class Readers
{
    private static readonly (string, TensorShape)[] Parameters = [("h.0.weight", [4, 4]), ("h.0.bias", [4]), ("wte.weight", [8, 4])];

    /// <summary>The readers by the names of their folders in the corpus.</summary>
    public static IReadOnlyDictionary<string, Action<byte[]>> All { get; } = new Dictionary<string, Action<byte[]>>
    {
        ["texts"] = Text(text => Again(Init.Parse(text))),
        ["layouts"] = Text(text => new WeightLayout(text)),
        ["models"] = Text(text => ModelPlan.Parse(text)),
        ["patterns"] = Text(text => new InitializationPlan { { text, Init.Zeros() } }.Resolve(Parameters)),
        ["plans"] = Text(json => InitializationPlan.FromJson(json).Resolve(Parameters)),
        ["hashes"] = Text(text => CheckpointHash.Parse(text), typeof(FormatException)),
        ["keras"] = Text(json => KerasConfig.Read(json)),
        ["numpy-states"] = Text(ResumeNumPy, typeof(JsonException)),
        ["pytorch-states"] = Bytes(bytes => new PyTorchRandom(0).SetState(bytes)),
        ["headers"] = Bytes(bytes => SafetensorsHeader.Read(bytes, 8L + bytes.Length + 64), typeof(InvalidDataException)),
        ["files"] = Bytes(Open, typeof(InvalidDataException)),
        ["indices"] = Bytes(OpenIndex, typeof(InvalidDataException)),
    };

    private static Action<byte[]> Text(Action<string> read, params Type[] refusals) =>
        Bytes(bytes => read(Encoding.UTF8.GetString(bytes)), refusals);

    /// <summary>A reader that may refuse by what its documentation names: <see cref="ArgumentException"/>, and some others.</summary>
    private static Action<byte[]> Bytes(Action<byte[]> read, params Type[] refusals) => bytes =>
    {
        try
        {
            read(bytes);
        }
        catch (Exception refusal) when (refusal is ArgumentException || refusals.Contains(refusal.GetType()))
        {
        }
    };

    /// <summary>What was read is written as a text that reads as the same.</summary>
    private static void Again(IWeightInitializer initializer)
    {
        string text = initializer.ToString()!, again = Init.Parse(text).ToString()!;
        if (again != text) throw new InvalidOperationException($"{text} is read back as {again}.");
    }

    private static void ResumeNumPy(string json)
    {
        NumPyState state = JsonSerializer.Deserialize<NumPyState>(json)!;
        _ = new NumPyRandom(state);
        if (state.BitGenerator == NumPyBitGenerator.MT19937) _ = new NumPyLegacyRandom(state);
    }

    private static void Open(byte[] bytes) => AtPath("file.safetensors", bytes, path =>
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        foreach (SafetensorsEntry tensor in file.Tensors.Where(tensor => tensor.Bytes is > 0 and <= int.MaxValue))
            _ = file.Bytes(tensor.Name)[^1];
    });

    private static void OpenIndex(byte[] bytes) =>
        AtPath("model.safetensors.index.json", bytes, path => _ = Checkpoint.Verify(path).Faults);

    private static void AtPath(string name, byte[] bytes, Action<string> read)
    {
        string folder = Directory.CreateTempSubdirectory("initializers-fuzz-").FullName;
        try
        {
            string path = Path.Combine(folder, name);
            File.WriteAllBytes(path, bytes);
            read(path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
