using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Initializers;
using Initializers.Diagnostics;
using Initializers.Frameworks;
using Initializers.Native;

// All ways to a weight that hash, or ask the system for a seed, and some that do neither, and every picture: a fingerprint each.
PhiloxRandom random = new PhiloxRandom(1).Fork("x");
TensorShape matrix = [256, 512], kernel = [64, 32, 3, 3];

Print("fork of a name", random.Fork("encoder.0.weight").State);
Print("fork of a long name", random.Fork(new string('ü', 1000)).State);
Print("fork of an index", random.Fork(7).State);
Print("He's normals", Init.HeNormal().Initialize(kernel, random));
Print("truncated normals", Init.TruncatedNormal(mean: 0, standardDeviation: 1).Initialize(matrix, random));
Print("uniforms with a seed", Init.XavierUniform().WithSeed(42).Initialize(matrix));
Print("orthogonal rows", Init.Orthogonal().Initialize(matrix, random));
Print("sparse columns", Init.Sparse(0.1).Initialize(matrix, random));

JaxKey key = Flax.LinenKey(JaxKey.FromSeed(42), ["Block_0", "Dense_0"], counter: 1);
Print("Flax's key", key);
Print("JAX's orthogonal", JaxInit.Orthogonal().Initialize([32, 48], new JaxRandom(key)));
Print("PyTorch's uniforms", PyTorchInit.KaimingUniform().Initialize(matrix, new PyTorchRandom(0)));
Print("NumPy's normals", Init.Normal(mean: 0, standardDeviation: 1).Initialize(matrix, new NumPyRandom(42)));

// Texts and JSON, whose code is generated: nothing of it may be trimmed away.
var plan = InitializationPlan.FromJson("""
    {
        "rules": [
            { "match": "h.{layer}.w", "initializer": "ResidualProjectionAtDepth({layer})", "blocks": [128, 64, 64], "optional": true },
            { "preset": "Gpt2(layers: 2)" }, // a comment
        ]
    }
    """);
float[] weights = new float[matrix.Count];
new InitializationPlan { { "h.{layer}.w", Rule.Initialize("ResidualProjectionAtDepth({layer})") } }
    .Resolve([("h.1.w", matrix)]).Initialize("h.1.w", weights, random);
Print("a plan's JSON", plan.ToJson().ReplaceLineEndings(" "));
Print("a plan's weights", weights);
Print("an initializer's JSON", JsonSerializer.Serialize(
    JsonSerializer.Deserialize("\"PerBlock(Zeros(), keras/he_normal).Scaled(0.5)\"", Texts.Default.IWeightInitializer)!,
    Texts.Default.IWeightInitializer));

Pictures.Print(Print);

// The one line that differs from run to run.
Init.HeNormal().Initialize(matrix);
Console.WriteLine($"shared seed: {PhiloxRandom.Shared.Seed}");

static void Print(string name, object what)
{
    string text = what switch
    {
        float[] values => $"{Fnv1A(MemoryMarshal.AsBytes(values.AsSpan())):x16} of {values.Length} values",
        Picture picture => Shortened(picture.Svg),
        _ => Shortened($"{what}"),
    };
    Console.WriteLine($"{name}: {text}");
}

static string Shortened(string text) =>
    text.Length <= 500 ? text : $"{Fnv1A(MemoryMarshal.AsBytes(text.AsSpan())):x16} of {text.Length} characters";

static ulong Fnv1A(ReadOnlySpan<byte> bytes)
{
    ulong hash = 0xCBF29CE484222325;
    foreach (byte b in bytes) hash = (hash ^ b) * 0x100000001B3;
    return hash;
}

[JsonSerializable(typeof(IWeightInitializer))]
internal sealed partial class Texts : JsonSerializerContext;
