// The main path from F#: `dotnet fsi` runs it, with a reference to the built library.
open System
open Initializers

let check what holds = if not holds then failwith $"{what} does not hold"

let random = PhiloxRandom(42L)
let shape = TensorShape(256L, 784L)
let weights = Init.HeNormal().Initialize(shape, random.Fork("encoder.weight"))
check "so many weights" (weights.Length = 256 * 784)
check "the same from a list" (TensorShape([ 256L; 784L ]) = shape)
check "the same from an array" (TensorShape([| 256L; 784L |]) = shape)
check "the same again" (weights = Init.HeNormal().Initialize(TensorShape.Linear(784L, 256L), PhiloxRandom(42L).Fork("encoder.weight")))

let kernel = TensorShape.Convolution(16L, 32L, TensorShape([| 3L; 3L |]))
check "fans of a kernel" (kernel.Fans.In = 144L)

let gates = Init.PerBlock(Init.Zeros(), Init.Ones(), Init.Zeros(), Init.Zeros())
check "packed gates" (gates.Initialize(TensorShape.Vector(8L)) = [| 0f; 0f; 1f; 1f; 0f; 0f; 0f; 0f |])

let seeded = Init.GlorotUniform().WithSeed(7L)
check "two layers differ" (seeded.Initialize(shape) <> seeded.Initialize(shape))

let doubles: float[] = Init.Normal(0.02).Initialize<float>(shape, random)
check "doubles" (doubles.Length = 256 * 784)

let matrix = Array2D.zeroCreate<float32> 256 784
Init.HeNormal().Initialize(matrix, random)
check "a matrix" (matrix[3, 4] <> 0f)

let slice = Array.zeroCreate<float32> 784
Init.HeNormal().InitializeSlice(Span<float32>(slice), 784L, shape, random.Fork("encoder.weight"))
check "a slice" (slice = weights[784..1567])
printfn "F# is at home"
