using Initializers.Frameworks;

namespace Initializers.Threads;

/// <summary>
/// What says that it is thread-safe and has something to change or to make on demand, used by all threads of a crowd at once.
/// </summary>
internal static class SharedObjects
{
    private static readonly TensorShape Shape = [7, 9];

    public static IReadOnlyList<(string Name, Action<Crowd> Round)> All { get; } =
    [
        ("fills of one source take whole stretches of its stream", crowd => AreInSomeOrder(
            crowd, () => new PhiloxRandom(1), random => Init.Normal(0, 1).Initialize(Shape, random))),
        ("so do truncated normals", crowd => AreInSomeOrder(
            crowd, () => new PhiloxRandom(2), random => Init.TruncatedNormal(0, 1).Initialize(Shape, random))),
        ("doubles and halves, by a source that the shared one keeps", crowd =>
        {
            AreInSomeOrder(crowd, () => new PhiloxRandom(1), random => Init.Uniform(-1, 1).Initialize<double>(Shape, random));
            AreInSomeOrder(crowd, () => new PhiloxRandom(1), random => Init.HeNormal().Initialize<Half>(Shape, random));
        }),
        ("calls of an initializer with a seed", crowd => AreInSomeOrder(
            crowd, () => Init.HeNormal().WithSeed(42), initializer => initializer.Initialize(Shape))),
        ("calls of an orthogonal one with a seed", crowd => AreInSomeOrder(
            crowd, () => Init.Orthogonal().WithSeed(42), initializer => initializer.Initialize(Shape))),
        ("forks of one source", crowd =>
        {
            var random = new PhiloxRandom(7);
            float[][] found = crowd.Call(i => Init.Normal(0, 1).Initialize(Shape, random.Fork($"layer.{i}")));
            for (int i = 0; i < found.Length; i++)
                Check(found[i], Init.Normal(0, 1).Initialize(Shape, new PhiloxRandom(7).Fork($"layer.{i}")));
            Check($"{random.Position}", "0");
        }),
        ("orthogonal matrices, each by several threads", crowd =>
        {
            float[] expected = Init.Orthogonal().Initialize([40, 70], new PhiloxRandom(3) { MaxDegreeOfParallelism = 1 });
            foreach (float[] found in crowd.Call(
                i => Init.Orthogonal().Initialize([40, 70], new PhiloxRandom(3) { MaxDegreeOfParallelism = 1 + i % 4 })))
            {
                Check(found, expected);
            }
        }),
        ("a plan, whose names are looked up for the first time", crowd =>
        {
            ResolvedPlan plan = new InitializationPlan { { "b.copy", Rule.TiedTo("b.weight") }, { "**", Init.HeNormal() } }
                .Resolve([("a.weight", Shape), ("b.weight", Shape), ("b.copy", Shape)]);
            string[] names = ["a.weight", "b.weight"];
            float[][][] found = crowd.Call(i =>
            {
                var weights = names.ToDictionary(name => name, _ => new float[Shape.Count]);
                plan.Initialize(name => weights[plan[name].Action == RuleAction.Tie ? "b.weight" : name],
                    new PhiloxRandom(5) { MaxDegreeOfParallelism = 1 + i % 4 });
                return names.Select(name => weights[name]).ToArray();
            });
            foreach (float[][] one in found)
            {
                foreach ((string name, float[] weights) in names.Zip(one))
                    Check(weights, Init.HeNormal().Initialize(Shape, new PhiloxRandom(5).Fork(name)));
            }
        }),
        ("names of the catalogue, registered while others are asked for", crowd =>
        {
            string prefix = $"stress_{Environment.TickCount64}_{Random.Shared.Next()}_";
            string[] found = crowd.Call(i =>
            {
                Init.Register($"{prefix}{i}", _ => Init.Constant(i));
                return $"{Init.Get("he_normal")} {Init.Get($"{prefix}{i}")}";
            });
            for (int i = 0; i < found.Length; i++) Check(found[i], $"{Init.HeNormal()} {Init.Constant(i)}");
        }),
        ("keys of JAX, which are values", crowd =>
        {
            JaxKey key = JaxKey.FromSeed(1);
            float[] expected = JaxInit.HeNormal().Initialize(Shape, key);
            foreach (float[] found in crowd.Call(_ => JaxInit.HeNormal().Initialize(Shape, key))) Check(found, expected);
        }),
    ];

    /// <summary>The results of 20 calls by each thread are those of as many calls by one, in some order.</summary>
    private static void AreInSomeOrder<TShared, T>(Crowd crowd, Func<TShared> make, Func<TShared, T[]> call)
    {
        const int Each = 20;
        TShared shared = make(), alone = make();
        string[] found = [.. crowd.Call(_ => Calls(call, shared, Each)).SelectMany(texts => texts).Order(StringComparer.Ordinal)];
        string[] expected = [.. Calls(call, alone, Crowd.Threads * Each).Order(StringComparer.Ordinal)];
        for (int i = 0; i < found.Length; i++) Check(found[i], expected[i]);
    }

    private static string[] Calls<TShared, T>(Func<TShared, T[]> call, TShared shared, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => call(shared)).ToArray().Select(values => string.Join(' ', values))];

    private static void Check(float[] found, float[] expected) => Check(string.Join(' ', found), string.Join(' ', expected));

    private static void Check(string found, string expected)
    {
        if (found != expected) throw new InvalidOperationException($"The values are {found}, and not {expected}.");
    }
}
