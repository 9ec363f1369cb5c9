declare module '*.json?part=teacher' {
  const words: Record<`teacher-page.${string}`, string>
  export default words
}
